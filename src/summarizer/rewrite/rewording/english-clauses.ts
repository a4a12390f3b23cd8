import type { Change } from "./change.ts";

/** Clauses, lists and forms of verbs that English can say in fewer words. */
export const ENGLISH_CLAUSES: readonly Change[] = [
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
  [/\ba total of (?=\p{N})/giu, ""],
  // "Files that are required", "people who are waiting".
  [/(?<=[\p{L}] )(?:that|which|who) are (?=(?!being\b)\p{Ll}{3,14}(?:ed|ing)\b)/gu, ""],
  [
    /\b(said|added|announced|confirmed|explained|wrote) in an? (?:\p{Ll}{3,12} )?(?:statement|interview|e-?mail|blog post|news release|press release|tweet)(?= that\b|[.,]$| on \p{Lu}\p{Ll}{2,6}day\b)/gu,
    "$1",
  ],
  [
    /\b(?:is|was) used to (?!better\b|further\b|more\b|\p{Ll}{1,14}ly\b|the\b|be\b|it\b|a\b|an\b|have\b|this\b)(?!\p{Ll}+ing\b)(\p{Ll}{2,16})(?= \p{L})/gu,
    (whole, verb) => (whole.startsWith("is") ? thirdPerson(verb as string) : (whole as string)),
  ],
  [
    /\b(said|says|announced|confirmed|added|explained|argued) that(?= (?:he|she|it|they|the|a|an|his|her|its|their|there) )/gu,
    "$1",
  ],
  // "We also show", "we empirically show": how it joins the sentence before, or was found.
  [
    /\b([Ww]e) (?:also|further|furthermore|additionally|then|empirically|experimentally|successfully|carefully|explicitly|formally) (?=(?!the\b|a\b)\p{Ll}{3,14} )/gu,
    "$1 ",
  ],
  // "Provides a set of tools".
  [
    /(?<=\b(?:provides?|offers?|includes?|uses?|has|have|supports?|contains?|defines?|introduces?|use|using|propose|present) )a (?:set|suite|collection|wide range|range) of (?=(?:[\p{Ll}-]{3,20} ){0,2}\p{Ll}{3,16}s\b(?! (?:is|has|was|that|which)\b))/gu,
    "",
  ],
  [
    /(?<=\b(?:propose|proposes|by|with|including|explore|investigate|study|through|consider|advocate) )the use of (?=\p{L})/gu,
    "",
  ],
];

/** The third person of a verb: "store" -> "stores". */
function thirdPerson(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return verb + (/(?:s|sh|ch|x|z|o)$/.test(verb) ? "es" : "s");
}
