/** The words that instructions to a summarizer consist of, in English and Chinese. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Verbs that ask for a summary by themselves. */
export const ACTS = words(
  `summarize summarise summarizing summarising condense shorten abridge recap tldr tl;dr distill distil boil sum
  synthesize paraphrase simplify`,
);

/** Verbs that ask for a summary together with one of its nouns. */
export const MAKES = words(
  `write give provide create generate produce make draft prepare compose return output extract list identify suggest
  propose craft show tell describe explain rewrite express state present offer deliver get pull find pick highlight
  turn convert reduce say rephrase formulate come send share answer reply respond name put bring refine update`,
);

/** Nouns for a summary: a sentence of instructions that has one asks for it. */
export const PRODUCTS = words(
  `summary summaries summarization summarisation overview synopsis gist headline headlines takeaway takeaways tldr
  recap abstract bullet bullets bulleted highlights digest précis`,
);

/** Nouns that mean a summary only in a sentence whose every word is known. */
export const VAGUE_PRODUCTS = words(
  `title titles point points sentence sentences word words paragraph paragraphs line lines idea ideas theme themes
  essence brief outline summarized shorter longer simpler briefer detail details`,
);

/** All other words that may occur in a sentence of instructions. */
const OTHERS = words(
  `a an the this that these those it its them they there here i we me my us you your yours our and or but nor so also
  then now next first finally as at by for from in into of on onto out over than to under up upto with within without
  using use used be is are was were been being am will would can could should shall must may might do does don don't
  dont did not no never avoid please kindly just only simply exactly about around approximately roughly maximum minimum
  max min most least more less fewer few couple single half one two three four five six seven eight nine ten eleven
  twelve fifteen twenty twenty-five thirty forty fifty sixty seventy eighty ninety hundred tl dr ok okay hi hello hey
  thanks thank short shorter shortest long longer brief briefly concise concisely succinct succinctly clear clearly
  quick quickly simple simply plain easy accurate complete detailed comprehensive thorough good nice better final
  overall executive general high-level high level main key important significant critical crucial central core relevant
  essential salient major following below above previous next given provided attached supplied enclosed delimited
  surrounded wrapped quoted triple double single backticks backtick quotes quote quotation marks mark dashes hashes tags
  tag xml html text texts article articles document documents passage passages content contents context contexts
  transcript transcription conversation chat discussion thread email emails e-mail message messages page report paper
  story post blog news note notes meeting input excerpt material piece paragraph section sections chapter data
  information source sources docs review reviews file book abstract everything all any each every what's what is which how
  summary concise-summary again instead too very another bit little much same way form format style language english
  need needs want wants like help let let's lets task job goal role objective your read understand analyze analyse
  consider based try keep keeping limit limited length size range between ranging than per part parts point numbered
  bulleted bullet-point bullet-points one-sentence two-sentence three-sentence single-sentence one-paragraph
  single-paragraph sentence-long paragraph-long human helpful reader readers user users someone who provide given
  original latest last set consolidated distilled distill distillation into take taking main-themes identify
  i'd i'm i'll we'd it's here's can't isn't multiple several prior knowledge query question questions new useful total list items version text find found existing existed
  certain even character characters chars phrase phrases says saying tells quickly five-year-old terms body blank verbatim original understandable sure make ensure if possible able have has had that's only-the concise, word`,
);

export const isKnown = (word: string): boolean =>
  OTHERS.has(word) ||
  ACTS.has(word) ||
  MAKES.has(word) ||
  PRODUCTS.has(word) ||
  VAGUE_PRODUCTS.has(word) ||
  /^\d{1,4}(?:-\d{1,4})?$/.test(word);

/** In the middle of instructions, sentences with these beginnings are instructions, too. */
export const IMPERATIVES = words(
  `use keep limit focus include exclude avoid ignore ensure make do don't dont never always only write respond reply
  answer return output format be preserve maintain mention highlight omit skip emphasize emphasise present start begin
  end stick refer capture cover retain translate no without please remember note add remove follow think let's lets
  stay try aim consider assume provide give list produce put organize group order prefer restrict max maximum at under
  short concise just mainly ideally preferably`,
);

/** "Text:", "### Article", "CONCISE SUMMARY:": labels for the text that follows. */
export const DOCUMENT_LABELS = words(
  `instruction instructions task prompt command text article document documents content contents input transcript passage context source email story news body
  paragraph excerpt message conversation notes data review essay abstract report human user 正文 文章 文本 内容 原文 材料 文档 全文
  对话 会议记录 邮件 新闻 资料 输入 上下文`,
);
export const ANSWER_LABELS = words(
  `summary answer output response assistant result headline title tldr tl;dr takeaways bullets 摘要 总结 概括 答案 回答
  输出 标题 要点 结果`,
);
/** "Limit: 100 characters." */
export const WISH_LABELS = words(
  "limit length max maximum minimum format style tone language size 字数 长度 篇幅 格式 语言 要求 风格",
);
export const QUESTION_LABELS = words("question query q 问题 提问 查询");

/** Chinese: a core term asks for a summary; the other terms surround it. Longest first. */
export const HAN_ACTS = [
  "概括性总结",
  "内容提要",
  "总结",
  "概括",
  "概述",
  "归纳",
  "摘要",
  "摘录",
  "简述",
  "缩写",
  "缩短",
  "缩减",
  "精简",
  "提炼",
  "浓缩",
  "综述",
  "梗概",
  "大意",
  "主旨",
  "中心思想",
  "要点",
  "重点",
  "看点",
  "标题",
  "简短",
  "简洁",
  "更短",
  "再短",
  "短一点",
  "短一些",
  "短些",
  "详细一点",
  "详细些",
  "长一点",
];
export const HAN_OTHERS = [
  "一句话",
  "两句话",
  "句话",
  "句子",
  "以下",
  "下面",
  "下文",
  "上文",
  "上述",
  "上面",
  "以上",
  "下列",
  "这篇",
  "这段",
  "这份",
  "这个",
  "此文",
  "本文",
  "全文",
  "文章",
  "文本",
  "文字",
  "内容",
  "段落",
  "新闻",
  "报道",
  "报告",
  "论文",
  "材料",
  "文档",
  "对话",
  "会议",
  "记录",
  "纪要",
  "邮件",
  "资料",
  "信息",
  "原文",
  "请",
  "麻烦",
  "帮我",
  "帮忙",
  "给我",
  "我要",
  "我需要",
  "我想",
  "我希望",
  "希望",
  "需要",
  "想要",
  "可以",
  "可否",
  "能否",
  "能不能",
  "是否",
  "能",
  "你的任务是",
  "任务",
  "你",
  "您",
  "我",
  "们",
  "把",
  "将",
  "给",
  "对",
  "为",
  "用",
  "以",
  "从",
  "按",
  "根据",
  "基于",
  "阅读",
  "关于",
  "进行",
  "做",
  "写",
  "写出",
  "生成",
  "列出",
  "列",
  "给出",
  "提供",
  "提取",
  "输出",
  "返回",
  "找出",
  "指出",
  "说明",
  "起",
  "拟",
  "取",
  "主要",
  "核心",
  "关键",
  "重要",
  "中心",
  "最",
  "全部",
  "整个",
  "所有",
  "中文",
  "简体",
  "汉语",
  "英文",
  "英语",
  "不要",
  "不得",
  "不能",
  "不",
  "别",
  "勿",
  "无需",
  "超过",
  "多于",
  "少于",
  "至少",
  "最多",
  "以内",
  "之内",
  "以下",
  "左右",
  "大约",
  "大概",
  "约",
  "控制",
  "限制",
  "在",
  "内",
  "字数",
  "字",
  "词",
  "个",
  "条",
  "点",
  "句",
  "段话",
  "一段",
  "段",
  "分",
  "分成",
  "成",
  "到",
  "至",
  "一下",
  "一个",
  "一些",
  "一",
  "二",
  "两",
  "三",
  "四",
  "五",
  "六",
  "七",
  "八",
  "九",
  "十",
  "百",
  "几",
  "出",
  "的",
  "地",
  "得",
  "和",
  "与",
  "及",
  "或",
  "并",
  "并且",
  "再",
  "更",
  "也",
  "就",
  "吧",
  "吗",
  "呢",
  "啊",
  "使用",
  "采用",
  "列表",
  "形式",
  "方式",
  "格式",
  "简要",
  "精炼",
  "通俗",
  "易懂",
  "清晰",
  "准确",
  "客观",
  "语言",
  "版本",
  "总体",
  "整体",
  "开头",
  "结尾",
  "加",
  "带",
  "包含",
  "包括",
  "些",
  "点",
  "有",
  "是",
  "什么",
  "哪些",
  "如何",
  "谢谢",
  "好的",
  "现在",
  "然后",
  "接着",
  "首先",
  "最后",
  "只",
  "仅",
  "即可",
  "tl;dr",
].sort((a, b) => b.length - a.length);

/** Requests for a summary in the other languages of texts: commands, not statements about summaries. */
export const FOREIGN_ASKS: readonly RegExp[] = [
  // German, Dutch
  /^(?:bitte )?(?:fass(?:e|en sie|t)?\b.{0,80}\bzusammen\b|(?:schreib|erstell|verfass|gib|geben sie|mach|erstellen sie|schreiben sie)\w{0,3}\b.{0,60}\bzusammenfassung\b)/iu,
  /^(?:kun je )?(?:vat\b.{0,80}\bsamen\b|(?:schrijf|maak|geef)\b.{0,60}\bsamenvatting\b)/iu,
  // French, Italian, Portuguese, Spanish
  /^(?:veuillez |peux-tu |pouvez-vous |merci de )?(?:résum(?:e|er|ez)(?!\p{L})|synthétis(?:e|er|ez)(?!\p{L})|(?:fais|faites|écris|écrivez|donne|donnez|rédige|rédigez)\b.{0,60}(?:résumé|synthèse))/iu,
  /^(?:per favore,? |puoi )?(?:riassum(?:i|ere|ete|a)(?!\p{L})|sintetizza(?!\p{L})|(?:scrivi|fai|fornisci|dammi)\b.{0,60}\briassunto)/iu,
  /^(?:por favor,? |pode |podes |puedes |podrías )?(?:resum(?:a|ir|o|e|en|ime)(?!\p{L}) (?:o|a|os|as|el|la|los|las|este|esta|esto|isto|lo|em|en|de|seguinte|siguiente)(?!\p{L})|sintetiz(?:a|e|ar)(?!\p{L})|(?:escreva|faça|escribe|haz|dame|genera)\b.{0,60}\b(?:resumo|resumen))/iu,
  // Polish, Russian, Turkish, Arabic
  /^(?:proszę )?(?:streść|podsumuj|(?:napisz|zrób|przygotuj)\b.{0,60}(?:streszczenie|podsumowanie))/iu,
  /^(?:пожалуйста,? )?(?:кратко (?:изложи|перескажи|опиши)|суммируй|суммируйте|резюмируй|резюмируйте|подведи итог|перескажи кратко|сократи|сделай .{0,40}(?:изложение|выжимку|резюме)|напиши .{0,40}(?:изложение|резюме))/iu,
  /(?:özetle(?:yin|yiniz|r misin)?|özet(?:ini)? (?:çıkar|yaz)\p{L}{0,6})[.:!]?$/iu,
  /^(?:من فضلك )?(?:لخّ?ص|قم بتلخيص|اكتب ملخص)/u,
  // Japanese, Korean
  /(?:要約|まとめ)(?:して(?:ください|下さい|ほしい|欲しい|くれ)?|てください|て下さい|せよ|を(?:作成して|書いて|教えて|お願い).{0,12})[。：:！!]?$/u,
  /(?:요약|정리)(?:을|를)?\s?(?:해\s?(?:줘|줄래|주세요|주십시오|주시|라|봐)|하(?:라|시오|십시오|세요)|부탁).{0,12}$/u,
];
