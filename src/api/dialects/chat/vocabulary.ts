/** The words that instructions to a summarizer consist of; Chinese ones are in `chinese-terms.ts`. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Verbs that ask for a summary by themselves. */
export const ACTS = words(
  `summarize summarise summarizing summarising condense shorten abridge recap tldr tl;dr distill distil boil sum
  synthesize paraphrase simplify sumarize summerize`,
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
  recap abstract bullet bullets bulleted highlights digest précis minutes rundown roundup wrap-up cliffsnotes tldrs blurb lede
  standfirst executive-summary`,
);

/** Nouns that mean a summary only in a sentence whose every word is known. */
export const VAGUE_PRODUCTS = words(
  `title titles point points sentence sentences word words paragraph paragraphs line lines condensed abridged shortened idea ideas theme themes
  essence brief outline summarized shorter longer simpler briefer detail details thing things`,
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
  certain even character characters chars tasked advance chatgpt gpt claude gemini llm ai assistant bot phrase phrases says saying tells quickly five-year-old terms body blank verbatim original understandable sure make ensure if possible able have has had that's pls plz thx u fluff perhaps maybe possibly when where why whom version word`,
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
  paragraph excerpt message conversation note notes announcement data review essay abstract report human user 正文 文章 文本 内容 原文 材料 文档 全文
  对话 会议记录 邮件 新闻 资料 输入 上下文`,
);
export const ANSWER_LABELS = words(
  `summary answer output response assistant result headline title tldr tl;dr takeaways bullets 摘要 答案 回答
  输出 标题 要点 结果`,
);
/** "Limit: 100 characters." */
export const WISH_LABELS = words(
  "limit length max maximum minimum format style tone language size 字数 长度 篇幅 格式 语言 要求 风格",
);
export const QUESTION_LABELS = words("question query q 问题 提问 查询");
