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
  ...FOUND.map(
    ([english, chinese]): Phrase => [
      new RegExp(`^Fell back to the text's own sentences: ${english.source}\\.$`),
      `改用原文的句子：${chinese}。`,
    ],
  ),
];
