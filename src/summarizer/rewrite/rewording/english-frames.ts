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
    /^\p{Lu}\p{Ll}[\p{L}'’-]{0,15}(?: [\p{L}'’-]{1,15}){0,3}: (?=(?!NOTE|\p{Lu}\p{Ll}+ed )\p{Lu}\p{Ll}* \S+ \S+ \S+)/u,
    "",
  ],
  // "In this paper, we propose", "To address this issue, we", "More specifically, we".
  [
    /^(?:in (?:this|our) (?:paper|work|study|article|report),? |here,? |to (?:that|this) end,? |(?:more )?specifically, |in particular, |(?:to|in order to) (?:address|overcome|solve|tackle|alleviate|mitigate|remedy|fix|do|achieve|accomplish|answer) (?:this|these|that|the above|such)(?: \p{Ll}{3,14}){0,2},? |(?:with|having) this in mind,? |to this end,? |motivated by this,? )(?=we \p{Ll})/iu,
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
  // "This article explains how to sail": what a page is for, as tables of contents put it; unless it does more.
  [
    /^(?!.*, (?:and |it )?(?:also )?(?:explains|describes|provides|shows|lists|gives|discusses|includes|covers|presents|introduces|outlines)\b)(?:in )?this (?:how-to )?(?:article|tutorial|quickstart|topic|page|section|guide|how-to guide|module|unit|walkthrough|document),? (?:also |briefly )?(?:explains|describes|shows|demonstrates|walks|guides)(?: you)?(?: through)? how to (?=\p{Ll})/iu,
    "learn how to ",
  ],
  [
    /^(?!.*(?:, |\band )(?:and |it )?(?:also )?(?:explains|describes|provides|shows|lists|gives|discusses|includes|covers|presents|introduces|outlines)\b)this (?:how-to )?(?:article|tutorial|quickstart|topic|page|guide|module|unit|walkthrough) (?:also |briefly )?(?:describes|discusses|introduces|covers|outlines|details) (?=(?:the|how|\p{L}+s)\b)/iu,
    "learn about ",
  ],
  // "The aim of this paper is to measure": this paper aims to measure.
  [
    /^the (?:(?:main|primary|overall) )?(?:aim|goal|objective|purpose) of (this|our|the) (\p{Ll}{3,14}|\p{Lu}{2,8}) is to (?=\p{Ll})/iu,
    (_, this_, thing) => `${this_} ${thing} aims to `,
  ],
  // "There are forty gulls that nest here": a number of things that do something.
  [
    /^there (?:is|are) ((?:an?|two|three|four|five|six|seven|eight|nine|ten|many|several|some|more than|over|about|\p{Nd}[\p{Nd},]{0,9})(?: [\p{L}\p{Nd},-]{1,20}){1,4})(?<! (?:by|in|of|on|at|to|for|with|from)) (?:who|that|which) (?=(?!are\b|is\b)\p{Ll}{2,14} )/iu,
    (_, things) => `${things} `,
  ],
  // "Interestingly, the gulls": what the writer thinks of it.
  [
    /^(?:interestingly|notably|importantly|crucially|remarkably|surprisingly|unsurprisingly|not surprisingly|as (?:expected|mentioned|noted) (?:above|earlier|before)?|in recent (?:years|months|times|decades)|(?:over|in) the (?:past|last) (?:few|several) (?:years|months|decades)), (?=\p{L})/iu,
    "",
  ],
  // "As shown in the table": where it stands.
  [
    /, as (?:is )?(?:shown|seen|described|defined|illustrated|depicted|discussed|mentioned|explained|outlined|specified|proposed|detailed|listed|documented) (?:in|by|below|above|earlier|previously|here|on)(?: [\p{L}\p{Nd}.’'-]{1,24}(?<![.,])){0,6}(?: \((?:19|20)\p{Nd}\p{Nd}\))?(?:,(?= \p{Ll})|(?=\.$))/gu,
    "",
  ],
];
