import type { Change } from "./change.ts";

/** Openings that frame a sentence and say nothing themselves: labels, notes to the reader, "in this paper". */
export const ENGLISH_FRAMES: readonly Change[] = [
  [
    /^(?:just |here is )?a (?:quick|short|brief) (?:note|update|reminder|word|heads[- ]up)(?: that |: | [–—-] )(?=\p{L})/iu,
    "",
  ],
  [/^if you (?:want|need|wish|would like) to (?=\p{Ll})/iu, "to "],
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
  [/^(?:please )?note that (?=\p{L})/iu, ""],
  [
    /^it (?:is|should be) (?:important to note|worth noting|noted|important to remember) that (?=\p{L})/iu,
    "",
  ],
  [
    /^in this (?:article|tutorial|quickstart|section|topic|guide|module|how-to guide), (?:you'll|you will|you|we'll|we will) learn (?=how to |about )/iu,
    "learn ",
  ],
];
