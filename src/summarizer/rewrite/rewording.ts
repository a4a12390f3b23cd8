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
  // "Distillation by Utilizing Peer Samples" is a name.
  (whole, at) => (Number(at) > 0 && /^\p{Lu}/u.test(whole as string) ? (whole as string) : brief),
];

/** Verbs that follow 进行 as nouns. */
const ACTS =
  "分析|研究|测试|验证|评估|优化|调整|修改|配置|管理|处理|检查|监控|监测|更新|比较|讨论|介绍|描述|设计|改进|检测|识别|分类|预测|计算|测量|测定|观察|鉴定|仿真|阐述|论述|综述|归纳|表征|升级|清理|调试|调查|探讨|总结|评价|模拟|加密|备份|部署|筛选|控制|改造|审查|审核|维护|训练|排序|编码|标记|查询|搜索|采访|检验";

const CHANGES: Readonly<Record<WrittenLanguage, readonly Change[]>> = {
  en: [
    phrase("in order to|so as to", "to"),
    phrase("due to the fact that|owing to the fact that|for the reason that", "because"),
    phrase("despite the fact that|in spite of the fact that", "although"),
    phrase("in spite of", "despite"),
    phrase("in the event that", "if"),
    phrase("whether or not", "whether"),
    phrase("until such time as", "until"),
    phrase("in the wake of", "after"),
    phrase("in the midst of", "amid"),
    phrase("as a result of", "because of"),
    phrase("with the exception of", "except"),
    phrase("on the basis of", "based on"),
    phrase("by means of", "by"),
    phrase("in conjunction with", "with"),
    phrase("(?:in|with) regard to|in relation to", "about"),
    phrase("over the course of", "over"),
    phrase("in an effort to", "to"),
    phrase("in a timely manner", "promptly"),
    phrase("in the process of (?=\\p{L}{3,12}ing\\b)", ""),
    phrase("is applicable (?:to|for)", "applies to"),
    phrase("are applicable (?:to|for)", "apply to"),
    phrase("shows you how to", "shows how to"),
    phrase("(?:provides|contains) detailed information (?:on|about)", "details"),
    phrase("contains information (?:on|about)", "describes"),
    phrase("(?:gives|provides) (?:an|a brief) overview of", "outlines"),
    phrase("make sure that", "make sure"),
    phrase("you (?:will need|are required) to", "you must"),
    [
      /^(?:just |here is )?a (?:quick|short|brief) (?:note|update|reminder|word|heads[- ]up)(?: that |: | [–—-] )(?=\p{L})/iu,
      "",
    ],
    [/^if you (?:want|need|wish|would like) to (?=\p{Ll})/iu, "to "],
    // "The city of Leicester".
    [/\bthe (?:city|town|village) of (?=\p{Lu}\p{Ll})/gu, ""],
    // "Such as boats, nets, ropes, and gulls": the first and the last example.
    [
      /\b(such as|including) ((?:[\p{L}-]{2,20} ){0,2}[\p{L}-]{2,20}), (?:(?:[\p{L}-]{2,20} ){0,2}[\p{L}-]{2,20}, ){0,6}?(?:[\p{L}-]{2,20} ){0,2}[\p{L}-]{2,20},? (and|or) (?=[\p{L}])/gu,
      (_, opening, first, and) => `${opening} ${first} ${and} `,
    ],
    // "A plan which was approved by the board".
    [
      /(?<=\p{L} )(?<!\b(?:in|of|by|for|with|to|from|on|at|those|and|or) )(?:which|who) (?:is|was|were) (?=\p{Ll}{3,14}ed (?:by|in|at|on|from|with|to|for) )/gu,
      "",
    ],
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
    phrase("for a period of", "for"),
    phrase("at a time when", "when"),
    phrase("the (?:vast )?majority of", "most"),
    phrase("a number of(?! the| these| those)", "several"),
    phrase("can be used to(?= \\p{Ll}{3,14} \\p{L})", "can"),
    phrase("provides the ability to|gives users the ability to", "lets you"),
    phrase("is going on to", "goes on to"),
    // "Files that are required", "people who are waiting".
    [/(?<=[\p{L}] )(?:that|which|who) are (?=(?!being\b)\p{Ll}{3,14}(?:ed|ing)\b)/gu, ""],
    [
      /\b(said|added|announced|confirmed|explained|wrote) in an? (?:\p{Ll}{3,12} )?(?:statement|interview|e-?mail|blog post|news release|press release|tweet)(?= that\b|[.,]$| on \p{Lu}\p{Ll}{2,6}day\b)/gu,
      "$1",
    ],
    // "Back in jail: Joseph Brown is held": the label of a picture.
    [
      /^\p{Lu}\p{Ll}[\p{L}'’-]{0,15}(?: [\p{L}'’-]{1,15}){0,3}: (?=(?!NOTE)\p{Lu}\p{Ll}* \S+ \S+ \S+)/u,
      "",
    ],
    // "In this paper, we propose", "To address this issue, we", "More specifically, we".
    [
      /^(?:in (?:this|our) (?:paper|work|study|article|report),? |here,? |(?:more )?specifically, |in particular, |(?:to|in order to) (?:address|overcome|solve|tackle|alleviate|mitigate|remedy|fix) (?:this|these|the above|such)(?: \p{Ll}{3,14}){0,2},? |(?:with|having) this in mind,? |to this end,? |motivated by this,? )(?=we \p{Ll})/iu,
      "",
    ],
    [
      /\b(?:is|was) used to (?!better\b|further\b|more\b|\p{Ll}{1,14}ly\b|the\b|be\b|it\b|a\b|an\b|have\b|this\b)(?!\p{Ll}+ing\b)(\p{Ll}{2,16})(?= \p{L})/gu,
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
        `对([^，。；：、（）“”对进行]{2,18})进行了?(?:深入|详细|全面|系统|初步)?的?(${ACTS})(?=[，。；、,.;]|$)`,
        "gu",
      ),
      (whole, object, act) => `${act}${/进行了/.test(whole as string) ? "了" : ""}${object}`,
    ],
    [
      new RegExp(
        `对([^，。；：、（）“”对加予以]{2,18})(?:加以|予以)(${ACTS})(?=[，。；、,.;]|$)`,
        "gu",
      ),
      "$2$1",
    ],
    // "It is understood that", "as everybody knows", "it is worth mentioning that".
    [
      /^(?:据悉|据了解|据记者了解|众所周知|不言而喻|毋庸置疑|值得一提的是|需要(?:指出|说明|强调)的是|总的来说|总体来[看说]|总而言之|换句话说|也就是说)[，,]\s?(?=\p{Script=Han})/u,
      "",
    ],
    [/(?<=[，,])(?:据悉|据了解|值得一提的是)[，,]\s?(?=\p{Script=Han})/gu, ""],
    [/(?<=(?:提出|设计|建立|构建|开发|研制|给出)了?)一[种个套类](?=[\p{Script=Han}A-Z]{5})/gu, ""],
    [/通过([^，,。；：]{2,20})的方式来?(?=\p{Script=Han})/gu, "通过$1"],
    [/可以用(?:来|于)(?=\p{Script=Han}{2})/gu, "可用于"],
    [/起到了?([^，,。；：]{2,12})的作用/gu, "起$1作用"],
    [
      /^如果[您你]?(?:想要?|需要|希望|要)(?=\p{Script=Han}{2}[^，。]{2,40}，(?:请|可|需|必须|应))/u,
      "若要",
    ],
    [/(?<=[，,])并且(?=\p{Script=Han}{2})/gu, "并"],
    [/(?<=[，,]|^)但是[，,]?(?=\p{Script=Han}{2})/gu, "但"],
    [/或者(?=\p{Script=Han})/gu, "或"],
    [/为了(?!解)(?=\p{Script=Han}{2})/gu, "为"],
    [/大量的(?=\p{Script=Han}{2})/gu, "大量"],
    [
      /^(?:(?:目的|背景)|【(?:目的|背景|方法|结果|结论)】|(?:方法|结果|结论)(?=[\s:：]))[:：]?\s?(?=\p{Script=Han}{2})/u,
      "",
    ],
    [
      /^本(?:文|主题|节|文档|教程|指南|部分)(?:提供|包含)了?(?:有关|关于)([^，。；：]{3,40}?)的(?:详细|相关|一些)?(?:信息|说明)(?=。|$)/u,
      "介绍$1",
    ],
    [
      /^(?:本(?:文|主题|节|文档|教程|指南|部分)|该文)(?:主要|将|还|简要|详细|重点)?(?=(?:介绍|说明|描述|讨论|阐述|探讨|讲解|概述|解释|演示|展示|论述|分析|研究|总结|列出|综述|提出|考察|比较|提供)(?!的|中|对象))/u,
      "",
    ],
    [
      /(?<![让使请为给向，])[您你]可以?(?=使用|通过|在|将|从|创建|配置|设置|添加|选择|查看|管理|指定|为|向)/gu,
      "可",
    ],
    // "To meet this challenge, …": a purpose that the sentence before names.
    [
      /^(?:为了?|要|针对)(?:应对|解决|克服|改善|缓解|弥补|避免|满足)?(?:这一|这些|这个|上述|以上|该|此类?)[^，,。；]{0,14}[，,](?=\p{Script=Han}{4})/u,
      "",
    ],
    [/能够/gu, "能"],
    // Where "and" stands already, the longer word parts the larger groups.
    [/^([^和与及]*[^和与及，、])以及(?=[^和与及]*$)/gu, "$1和"],
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
