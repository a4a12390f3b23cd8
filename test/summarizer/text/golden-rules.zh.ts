import type { GoldenRule } from "./golden-rules.en.ts";

const rule = (name: string, text: string, ...sentences: string[]): GoldenRule => ({
  rule: name,
  text,
  sentences,
  in48: false,
});

/**
 * The two Chinese golden rules of pragmatic_segmenter and pySBD, the first in Traditional characters, restated with
 * sentences of our own; and seven more of the same kinds.
 */
export const CHINESE_RULES: readonly GoldenRule[] = [
  rule(
    "full stops, Traditional, with dates and pauses",
    "碼頭公司已聯絡船員家屬，安排渡輪班次等事宜，船員家屬3月2日清晨搭乘早班渡輪抵達小島，他們走出碼頭時神情疲憊、沉默不語。這名船員來自南方，前年剛從海事學校畢業，當年8月上船工作。",
    "碼頭公司已聯絡船員家屬，安排渡輪班次等事宜，船員家屬3月2日清晨搭乘早班渡輪抵達小島，他們走出碼頭時神情疲憊、沉默不語。",
    "這名船員來自南方，前年剛從海事學校畢業，當年8月上船工作。",
  ),
  rule(
    "a stop in a title",
    "他们周末一起去听《起航吧！老船》行吗？行！",
    "他们周末一起去听《起航吧！老船》行吗？",
    "行！",
  ),
];

export const CHINESE_FURTHER_RULES: readonly GoldenRule[] = [
  rule(
    "who said it",
    "“桥很安全。”工程师说。大家放心了。",
    "“桥很安全。”工程师说。",
    "大家放心了。",
  ),
  rule(
    "said before",
    "工程师说：“桥很安全。”大家放心了。",
    "工程师说：“桥很安全。”",
    "大家放心了。",
  ),
  rule(
    "two stops in a quotation",
    "她喊：“船来了！快走。”人群散开。",
    "她喊：“船来了！快走。”",
    "人群散开。",
  ),
  rule(
    "a quotation as part of a sentence",
    "那一声“快跑！”救了全船人。风停了。",
    "那一声“快跑！”救了全船人。",
    "风停了。",
  ),
  rule("a dialogue", "“你去吗？”“不去。”他关上门。", "“你去吗？”", "“不去。”", "他关上门。"),
  rule(
    "brackets",
    "新桥（见图三。图由本站制作。）下周通车。票价不变。",
    "新桥（见图三。图由本站制作。）下周通车。",
    "票价不变。",
  ),
  rule(
    "decimals and marks of other widths",
    "气温降到３．５度。真冷！是吗?是。",
    "气温降到３．５度。",
    "真冷！",
    "是吗?",
    "是。",
  ),
];
