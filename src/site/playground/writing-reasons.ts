import type { Phrase } from "./reasons.ts";

/** Findings of the check of a written text (`src/summarizer/generation/faithfulness.ts`), in Chinese. */
const FOUND: readonly Phrase[] = [
  [/it wrote no words/, "没有写出文字"],
  [/it wrote broken characters/, "写出了乱码"],
  [/it wrote the number (.+), which is not in the text/, "写出了原文没有的数字 $1"],
  [/it wrote (.+), which the text does not state as a whole/, "写出了原文没有完整给出的 $1"],
  [/it wrote (.+), which is not in the text/, "写出了原文没有的 $1"],
  [/its quotation marks or brackets are not balanced/, "引号或括号不成对"],
  [/it wrote none/, "没有写出标题"],
  [/no clause of the text is short enough/, "原文没有足够短的分句"],
  [/it was not sure enough/, "把握不够"],
  [/only (\d+%) of its words are in the text/, "只有 $1 的字词出自原文"],
  [/no place that has the writer gave a usable answer/, "具备改写模型的地点都没有给出可用的结果"],
  [/no model was trained to write "(\S+)"/, "没有为“$1”训练过的改写模型"],
];

/** Why no headline was good enough (`src/summarizer/rewrite/headline.ts`), in Chinese. */
const OBJECTIONS: readonly Phrase[] = [
  [/it is a single word/, "标题只有一个词"],
  [/it is a date or a measure/, "标题只是日期或数量"],
  [/it repeats (?:a word|itself)/, "标题里有重复"],
  [/it cuts a word/, "标题切断了词语"],
  [/(?:it is not complete|its end is missing|it has no end)/, "标题不完整"],
  [/it has no words/, "标题里没有文字"],
  [/it has broken characters/, "标题里有乱码"],
  [/it has no predicate/, "标题没有谓语"],
  [/it is longer than the sentence/, "标题比原句还长"],
  [/it points outside/, "标题指代不明"],
  [/it does not say of what/, "标题没有说明对象"],
  [/its article does not fit/, "标题的冠词不对"],
  [/it no longer asks what the sentence asks/, "标题丢掉了原句的提问"],
  [/it concedes, and says no more/, "标题只有让步，没有下文"],
  [/its negation changed/, "标题改变了原句的否定"],
  [/its modality changed/, "标题改变了原句的语气"],
  [/its condition changed/, "标题改变了原句的条件"],
  [/its attribution changed/, "标题没有说明是谁说的"],
  [/it leaves out "(.+)", which belongs to what stays/, "标题漏掉了不可缺少的“$1”"],
  [/the sentence does not (?:state|have) "?(.+?)"?/, "原句没有 $1"],
];

/** The reasons for the form of a written summary (`mode.reason` of the API). */
export const WRITING: readonly Phrase[] = [
  [
    /^As asked: of (\d+) sentences (\d+) rewritten, (\d+) trimmed, (\d+) left whole\.$/,
    "已与原文核对：$1 句中改写 $2 句，精简 $3 句，保留原句 $4 句。",
  ],
  [
    /^As asked; the writer read the (\d+) most salient of (\d+) sentences\.$/,
    "已与原文核对：改写模型读了 $2 句中最重要的 $1 句。",
  ],
  [
    /^As asked; the headline is about one of the most salient sentences\.$/,
    "已与原文核对：标题取自最重要的句子之一。",
  ],
  [/^As asked; the headline is the text's own title\.$/, "标题就是原文自己的题目。"],
  [/^As asked\.$/, "已与原文核对。"],
  ...[...FOUND, ...OBJECTIONS].map(
    ([english, chinese]): Phrase => [
      new RegExp(`^Fell back to the text's own sentences: ${english.source}\\.$`),
      `改用原文的句子：${chinese}。`,
    ],
  ),
];
