import { isBalanced } from "../balance.ts";
import type { PieceOfSentence } from "../headline-pieces.ts";
import { shortened } from "../shorten.ts";

/** Bounds on the characters of a headline, a Latin word counting as two: people's titles have about 20. */
const SIZE = { least: 4, most: 34 };
const LEAST_OF_CLAUSE = 8;

/** The parts of a Chinese sentence that can stand as a headline. */
export function chinesePieces(sentence: string): PieceOfSentence[] {
  const bare = sentence
    .replace(
      /^(?:【?(?:目的|目标|背景|摘要|方法|结果|结论|简介)】?[\s:：]?\s?)(?=\p{Script=Han})/u,
      "",
    )
    .replace(/[。！.!]\s*$/u, "");
  const topics = topicsOf(bare);
  if (topics.length > 0) return fitting(topics.map((text) => ({ text, kind: "topic" })));
  const name = nameOf(bare);
  const task = MAY_DO.exec(bare)?.[1];
  return fitting([
    ...(name === undefined ? [] : [{ text: name, kind: "defined" as const }]),
    ...(task === undefined ? [] : [{ text: upToPause(task), kind: "task" as const }]),
    ...clausesOf(bare).map((text) => ({ text, kind: "clause" as const })),
  ]);
}

const sizeOf = (text: string): number =>
  (text.match(/\p{Script=Han}|\p{N}+/gu)?.length ?? 0) +
  2 * (text.match(/\p{Script=Latin}+/gu)?.length ?? 0);

const fitting = (pieces: readonly PieceOfSentence[]): PieceOfSentence[] =>
  pieces.flatMap(({ text, kind }) => {
    const clean = text
      .replace(/ ?[（(][^（()）]{1,30}[）)](?: (?=[”’」』》\p{Script=Han}]))?/gu, "")
      .replace(/^[\s，,、：:]+|[\s，,、；;。.：:]+$/gu, "");
    const size = sizeOf(clean);
    const least = kind === "clause" ? LEAST_OF_CLAUSE : SIZE.least;
    if (size < least || size > SIZE.most || !isBalanced(clean) || HANGS.test(clean)) return [];
    // "为(30+52)m": a measure without its number.
    if (/[（(][^（()）]{0,30}\p{Nd}[^（()）]{0,30}[）)]\s?\p{Script=Latin}/u.test(text)) return [];
    if (/[=＝]/.test(clean) || POINTS.test(clean) || (kind === "clause" && REFERS.test(clean)))
      return [];
    return [{ text: clean, kind }];
  });

const upToPause = (text: string): string => /^[^，,。；;：:]+/u.exec(text)?.[0] ?? "";

/** Verbs of a text about what it does. */
const TELLS =
  "介绍|说明|描述|讨论|阐述|探讨|讲解|概述|解释|演示|展示|论述|分析|研究|总结|列出|综述|提出|考察|观察|评价|探究|比较|阐明|剖析|探索|论证|揭示|回顾|梳理|设计|建立|构建|开发|测定|调查|归纳|评述|叙述|指出|给出|了解|学习|评估|探析";
const TOPIC = new RegExp(
  `(?:^|[，,；;]\\s?|^(?:本|该)?(?:文章?|主题|节|章|教程|页面?|指南|部分|论文|研究|报告|快速入门|演练|系统)(?:中)?[，,]?)(?:(?:主要|将|还|首先|简要|详细|重点|着重|深入|系统地?|初步|全面|对比|综合|并|分别|试图|进一步|对照|较|从理论上|并且|随后|最后|通过实验|主要是|向你|向您|为您|也)*)(?:${TELLS})(?:(?:、|和|与|并|及)?(?:${TELLS}))*(?:了|出了?)?([^，,。；;：:]+)`,
  "gu",
);
const INFORMS =
  /^本(?:文章?|主题|节|章|教程|页面?|指南|部分)(?:提供|包含|包括)了?(?:有关|关于)?([^，,。；;：:]+?)的?(?:详细|相关|一些|概念性)?(?:信息|说明|指南|指导|概述|步骤|详细信息|简介|介绍|示例)$/u;
const TREATS =
  /(?:^|[，,；;]\s?)(?:本文)?(?:主要)?对([^，,。；;：:]{4,30}?)进行了?(?:系统|初步|全面|深入|详细|实验|较为?|比较|相关|的|数值|理论|定量|动态)*的?(分析|研究|探讨|测定|评价|比较|优化|模拟|综述|调查|评估|总结|预测|检测|改进|设计|介绍|阐述|论述)(?:$|[，,。；;]|和|与|探讨)/u;

function topicsOf(sentence: string): string[] {
  const informs = INFORMS.exec(sentence)?.[1];
  if (informs !== undefined) return [informs];
  const treated = TREATS.exec(sentence);
  if (treated) {
    const [, object = "", act] = treated;
    return object.startsWith("如何") ? [object] : [`${object}的${act}`, `${object}${act}`];
  }
  return [...sentence.matchAll(TOPIC)].flatMap(([, said = ""]) => {
    const topic = said
      .replace(/^(?:有关|关于|一种|一类|一个|一套|一些|几种|基于此的|出)/u, "")
      .replace(/^(?:的|在)?(?=如何)/u, "")
      .replace(/的?(?:详细信息|相关信息|信息|详细说明|基本概念和步骤)$/u, "")
      .trim();
    return NO_TOPIC.test(topic) ? [] : [topic];
  });
}

/** Openings of a topic that point outside it or say how, and endings of half a clause. */
const NO_TOPIC =
  /^(?:其|它|该|此|这|了|的|可以|可能|能|中|和|与|并|对|到|为|将|把|下|以下|如下|结果|表明|人员|发现|认为|存在|过程|方法|问题|两|三|上述|相应|得|出|成)|(?:时|后|中|上|下|表明|发现|是|为|有|得到|具有|显示|提出)$|(?:表明|认为|是指|显示)|时(?:应|必须|需|请|可)/u;

const NAME =
  /^([^，,。；;：:（(的]{0,16}?的?[^，,。；;：:（(]{2,16}?)(?:[（(][^（()）]{1,30}[）)])?(?:是(?:一[种个类项款]|指|用于|由|为|在|存储|[^否不]{2,20}的)|用于|允许|使您|使你|使用户|可用于|(?<![受所])支持|包含|定义了?|提供(?!的))/u;
const NO_NAME =
  /^(?:这|那|它|他|她|该|此|其|您|你|我们|本|提供|确保|创建|研究结果|结果|仿真|实验|数据|如果|若|要|在|当|由于|因为|为|对|从|通过|使用|可以|有|以下|下面|所有|每个|大多数|许多|目前|近|但|而|并|也|还|不|与|根据|例如|默认|如)|(?:可以|能够?|会|将|必须|应|就|也|都|还|不|主要|总|只|仅|中|上|时|后|来|[为向给][您你]?)$|接受|进行|采用|使用/u;

/** "X是一种…": the name of a thing that a sentence defines. */
function nameOf(sentence: string): string | undefined {
  const name = NAME.exec(sentence)?.[1]?.trim();
  return name === undefined || NO_NAME.test(name) ? undefined : name;
}

const MAY_DO =
  /^(?:在[^，,]{2,20}中[，,])?(?:(?:[您你](?:也)?)?可以?(?:也)?|[您你](?:将|需要|必须|能够?))(?=(?:使用|通过|创建|配置|设置|添加|安装|管理|查看|启用|更改|部署|导入|导出|运行|删除|定义|指定|编辑|生成|将|从|向|为|在|访问|选择|打开|自定义|连接|开发|构建|编写|调试|测试|监视|分析))([^。；;]+)$/u;

/** Words that point outside a headline. */
const POINTS =
  /这[些个种类]|以下|下列|如下|上述|(?<![因彼如])此(?!外)|该|它|(?<![及尤与和或极])其(?![他它中实次])|本[文节章]/u;
const REFERS =
  /^(?:这|那|它|他|她|该|此|其|您|你|我|本|上述|以下|各位|大家|同时|另外|此外|因此|所以|但|而|并|也|还|如果|若|当|随着|虽然|尽管|由于|因为|为了|通过|根据|按照|在|对|结果|请|要|从|以|经|无论|即使|有关|需要|必须|只能|只有|注意|特别|例如|否则|然后|将|认为|可以|采用|利用|运用|使用|综上|总之|最后|首先|其次|为|完成后|之后|包括|包含|设置为|已为)|他们|她们|它们|您|你|我/u;

/** The main clause of a sentence, at its full length and up to its first pause. */
function clausesOf(sentence: string): string[] {
  const short = shortened(sentence, "zh").replace(/[。！.!]\s*$/u, "");
  if (/[？?：:；;“”"]/u.test(short)) return [];
  const first = upToPause(short);
  const rest = short.slice(first.length + 1);
  const isWhole =
    first === short || !(NEEDS_REST.test(first) || CONTRARY.test(rest) || !PREDICATE.test(first));
  return [short, ...(isWhole && first !== short ? [first] : [])];
}

/** A first clause that waits for the next, and a next one that takes it back, or says who claims it. */
const NEEDS_REST =
  /^(?:除|就如|正如|如同|就像|与其)|(?:通过|利用|借助)[^，,]*$|不仅|不但|一方面|虽|尽管|如果|若|只有|只要|除非|既|当|时$|后$|前$|中$|上$|下$|据|说$|称$|表示$|认为$|指出$|会议|、$|(?:计划|方案|决定|协议|办法|措施|建议|要求|消息|声明|报告|项目)$/u;
const CONTRARY =
  /^(?:[也都就即才则]?是|从而|进而|以便|但|不过|然而|却|可是|只是|除非|否则|据|如果|若|[^，]{1,8}(?:说|称|表示|认为|指出|透露)(?:[。，]|$))/u;
const PREDICATE =
  /(?<=\p{Script=Han}{2})(?:是|有|将|已|了|在|被|为|成|能|会|应|可|要|需|获|赢|宣布|决定|增|减|升|降|开|关|建|发|推|提|举|启|完|达|超|签|通过|进入|成为|支持|提供|实现|影响)/u;
const HANGS =
  /^(?:的|了|和|与|及|或|等)|(?:的|了解|和|与|及|或|在|对|把|被|为|是|将|向|从|以|于|而|但|如何|时|进行|通过|以及|等)$/u;
