import { HAN_ACTS, HAN_OTHERS } from "./chinese-terms.ts";
import type { PassageKind } from "./kind.ts";

const HAN_START =
  /^(?:请|麻烦|帮|给我|把|将|你|您|能|可否|可以|我(?:想|要|需|希)|用|以|根据|基于|对|为|任务|阅读|现在|再|然后|列出|写|生成|提取|提炼|总结|概括|归纳|概述|缩写|简述|精简|摘要|换成|改成|只|仅|针对|从|按|下面|以下|上面|上述|以上|更|简|详)/;
const HAN_STATEMENT =
  /(?:总结|概括|归纳|概述|提炼)(?:了|过|会|道|说|表示|指出|大会|报告|经验|表彰)/;
const HAN_WISH =
  /^(?:不要|不得|不能|不用|不必|不超过|别|勿|无需|避免|禁止|用|以|控制|限|字数|每|要求|最多|至少|语言|保持|只|仅|请|输出|回答|要|使用|采用|篇幅|长度|格式|全文不|答案)/;
const HAN_OUTPUT =
  /列表|标题|要点|句|字|段|条|简短|简洁|简明|详细|语言|中文|英文|英语|法语|Markdown|格式|摘要|总结|输出|回答|篇幅/i;
const HAN_FRAME =
  /^(?:你是|您是|你将|作为|扮演|我会|我将|用户(?:会|将)|假设你|(?:以下|下面|下列|上面|上述)(?:是|为)|这是|有一(?:篇|段))/;

/** "这篇文章讲了什么？" */
const HAN_QUESTION =
  /^(?:请问)?(?:这|该|本|此|上面|以上|下面|以下)[^，。]{0,10}(?:(?:讲|说|写|谈|介绍|讨论|表达)(?:了|的是|述了?)?(?:些)?(?:什么|啥)|(?:内容|意思|主题|主旨|大意|重点|要点|结论|核心|观点)是(?:什么|啥)|有(?:哪些|什么)(?:内容|要点|重点|结论|观点))[？?：:]?$/;

/** "用一句话播报：". */
const IN_SENTENCES = /^请?用[一两三几\d]句话[^，。：]{0,12}[:：]$/;
/** "新闻内容如下：". */
const HAN_LABEL =
  /^[^，。：；]{0,6}(?:正文|原文|内容|新闻|文章|文本|材料|全文|对话|文稿|报道|资料)(?:如下|为|是)?[:：]$/;

/** "你是一名资深编辑，请…": the role says nothing about the request. */
const AS_ROLE =
  /^(?:你是|您是|作为|(?:假设|假如|如果)你是)[^，。：]{1,30}，(?=请|帮|麻烦|把|将|对|为|用)/;

/** The kind of a sentence in Simplified Chinese without markup. */
export function kindOfHan(bare: string): PassageKind {
  const request = AS_ROLE.exec(bare);
  if (request) return kindOfHan(bare.slice(request[0].length));
  const share = knownShare(bare);
  if (HAN_QUESTION.test(bare)) return "plain";
  if (IN_SENTENCES.test(bare)) return "ask";
  if (HAN_LABEL.test(bare) && !/[请总概归把将]/.test(bare)) return "label";
  const hasAct = HAN_ACTS.some((act) => bare.includes(act)) || /tl;?dr|summari[sz]e/i.test(bare);
  if (hasAct && !HAN_STATEMENT.test(bare) && bare.length <= 200) {
    if (share >= 0.95) return "plain";
    if (HAN_START.test(bare) && (share >= 0.6 || /^(?:请|麻烦|帮|你的任务)/.test(bare)))
      return "ask";
    if (/[:：]$/.test(bare) && share >= 0.6) return "ask";
  }
  if (
    HAN_FRAME.test(bare) &&
    (/[:：]$/.test(bare) || share >= 0.6 || /^(?:你|您|作为|扮演|我|用户|假设)/.test(bare))
  )
    return "frame";
  if (
    HAN_WISH.test(bare) &&
    HAN_OUTPUT.test(bare) &&
    bare.length <= 120 &&
    (share >= 0.5 || /^(?:不要|不得|别|请勿|避免|禁止|字数|控制)/.test(bare))
  )
    return "wish";
  return HAN_WISH.test(bare) && bare.length <= 60 ? "imperative" : "other";
}

/** Share of the letters of a sentence that belong to words of instructions. */
function knownShare(bare: string): number {
  let known = 0;
  let letters = 0;
  for (let at = 0; at < bare.length; ) {
    const rest = bare.slice(at, at + 6);
    const term = HAN_TERMS.find((one) => rest.startsWith(one));
    if (term) {
      known += term.length;
      letters += term.length;
      at += term.length;
      continue;
    }
    if (/\d/.test(bare[at] as string)) {
      known++;
      letters++;
    } else if (/\p{L}/u.test(bare[at] as string)) letters++;
    at++;
  }
  return letters === 0 ? 0 : known / letters;
}
const HAN_TERMS = [...HAN_ACTS, ...HAN_OTHERS].sort((a, b) => b.length - a.length);
