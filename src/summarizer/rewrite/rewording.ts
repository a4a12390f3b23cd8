import type { WrittenLanguage } from "../../contract/language.ts";

type Change = readonly [pattern: RegExp, put: string | ((...parts: string[]) => string)];

/**
 * The sentence with wordy phrases shortened where that does not change its claims: "in order to" becomes "to", "is used
 * to store" becomes "stores", 对数据进行分析 becomes 分析数据. Returns the sentence unchanged if it has no such phrase.
 */
export function reworded(sentence: string, language: WrittenLanguage): string {
  let text = sentence;
  for (const [pattern, put] of CHANGES[language]) text = text.replace(pattern, put as string);
  return language === "en" ? withCapital(text, sentence) : text;
}

/** Capitalizes the replacement of a phrase at the start of a sentence. */
const withCapital = (text: string, sentence: string): string =>
  /^\p{Lu}/u.test(sentence) ? text.charAt(0).toUpperCase() + text.slice(1) : text;

/** The third person of a verb: "store" -> "stores". */
function thirdPerson(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return verb + (/(?:s|sh|ch|x|z|o)$/.test(verb) ? "es" : "s");
}

const phrase = (wordy: string, brief: string): Change => [
  new RegExp(`(?<![\\p{L}\\p{N}-])(?:${wordy})(?![\\p{L}\\p{N}-])`, "giu"),
  brief,
];

/** Verbs that follow 进行 as nouns. */
const ACTS =
  "分析|研究|测试|验证|评估|优化|调整|修改|配置|管理|处理|检查|监控|监测|更新|比较|讨论|介绍|描述|设计|改进|检测|识别|分类|预测|计算|测量|调查|探讨|总结|评价|模拟|加密|备份|部署|筛选|控制|改造|审查|审核|维护|训练|排序|编码|标记|查询|搜索|采访|检验";

const CHANGES: Readonly<Record<WrittenLanguage, readonly Change[]>> = {
  en: [
    phrase("in order to|so as to", "to"),
    phrase("due to the fact that|owing to the fact that|for the reason that", "because"),
    phrase("despite the fact that|in spite of the fact that", "although"),
    phrase("in spite of", "despite"),
    phrase("in the event that", "if"),
    phrase("whether or not", "whether"),
    phrase("until such time as", "until"),
    phrase("prior to", "before"),
    phrase("subsequent to", "after"),
    phrase("in the course of", "during"),
    phrase("in the vicinity of|in close proximity to", "near"),
    phrase("a (?:large|great|huge|significant) number of(?! the| these| those)", "many"),
    phrase("a (?:wide )?variety of", "various"),
    phrase("at (?:the present time|this point in time|the moment)", "now"),
    phrase("on a daily basis", "daily"),
    phrase("on a regular basis", "regularly"),
    phrase("approximately", "about"),
    phrase("all of the", "all the"),
    phrase("outside of the", "outside the"),
    phrase("inside of the", "inside the"),
    phrase("first and foremost", "first"),
    phrase("each and every", "every"),
    phrase("(?:a|the) process of (?=\\p{L}{3,12}ing\\b)", ""),
    phrase("for the purpose of", "for"),
    phrase("take advantage of|make use of", "use"),
    phrase("makes use of|takes advantage of", "uses"),
    phrase("made use of|took advantage of", "used"),
    phrase("utilize", "use"),
    phrase("utilizes", "uses"),
    phrase("utilized", "used"),
    phrase("utilizing", "using"),
    phrase("has the ability to|have the ability to|is able to|are able to", "can"),
    phrase("(?:allows|enables) (?:you|users) to", "lets you"),
    phrase("(?:allow|enable) (?:you|users) to", "let you"),
    phrase("gives you the ability to|makes it possible to", "lets you"),
    phrase("provides support for", "supports"),
    phrase("provide support for", "support"),
    phrase("provides (?:an|the) (?:overview|description) of", "describes"),
    phrase("provides (?:you )?(?:with )?information (?:about|on)", "describes"),
    phrase("is located (?=in|at|near|on)", "is "),
    phrase("are located (?=in|at|near|on)", "are "),
    phrase("is comprised of", "comprises"),
    phrase("is going to", "will"),
    phrase("are going to", "will"),
    [/\ba total of (?=\p{N})/giu, ""],
    [
      /\b(?:is|was) used to (?!better\b|further\b|more\b|\p{Ll}{1,14}ly\b|the\b|be\b|it\b|a\b|an\b|have\b|this\b)(\p{Ll}{2,16})(?= \p{L})/gu,
      (whole, verb) => (whole.startsWith("is") ? thirdPerson(verb as string) : (whole as string)),
    ],
    [
      /\b(said|says|announced|confirmed|added|explained|argued) that(?= (?:he|she|it|they|the|a|an|his|her|its|their|there) )/gu,
      "$1",
    ],
    [/^(?:please )?note that (?=\p{L})/iu, ""],
    [
      /^it (?:is|should be) (?:important to note|worth noting|noted|important to remember) that (?=\p{L})/iu,
      "",
    ],
    [
      /^in this (?:article|tutorial|quickstart|section|topic|guide|module|how-to guide), (?:you'll|you will|you|we'll|we will) learn (?=how to |about )/iu,
      "learn ",
    ],
  ],
  zh: [
    [
      new RegExp(
        `对([^，。；：、（）“”对进行]{2,18})进行了?(?:深入|详细|全面|系统|初步)?的?(${ACTS})(?=[，。；、]|$)`,
        "gu",
      ),
      (whole, object, act) => `${act}${/进行了/.test(whole as string) ? "了" : ""}${object}`,
    ],
    [/能够/gu, "能"],
    [/(?<![，、])以及/gu, "和"],
    [/已经(?=[\p{Script=Han}])/gu, "已"],
    [/所有的/gu, "所有"],
    [/大部分的/gu, "大部分"],
    [/的(?:时候|情况下)(?=[，。])/gu, "时"],
    [/在([^，。；：、]{2,16})的过程中/gu, "在$1中"],
    [/由于([^，。；：]{2,24})的(?:原因|缘故)(?=，)/gu, "由于$1"],
    [/创建一个新的/gu, "创建新"],
    [/一系列的/gu, "一系列"],
    [/各种各样的/gu, "各种"],
    [/绝大多数的/gu, "绝大多数"],
    [/大约(?=\p{Nd})/gu, "约"],
    [/^(?:需要|值得|请)注意的?是?[，,]?(?=\p{Script=Han})/u, ""],
  ],
};
