import type { WrittenLanguage } from "../../contract/language.ts";

/**
 * Words whose loss changes the claim of a sentence, by class. A rewritten sentence must have exactly as many words of
 * each class as its source sentence.
 */
const MARKERS: Readonly<Record<WrittenLanguage, Readonly<Record<MarkerClass, RegExp>>>> = {
  en: {
    negation:
      /\b(?:not|no|never|none|nor|neither|without|cannot|nobody|nothing|nowhere|hardly|barely|fail(?:s|ed)?|den(?:y|ies|ied)|refus(?:e|es|ed)|unlikely)\b|n['’]t\b/giu,
    modality:
      /\b(?:may|might|could|would|should|must|can|will|shall|likely|possibly|probably|perhaps|allegedly|reportedly|apparently|alleged|suspected|accused|plan(?:s|ned)?|intend(?:s|ed)?|hope(?:s|d)?|expect(?:s|ed)?|seek(?:s)?|tried|attempt(?:s|ed)?|almost|nearly|approximately|roughly|at least|at most|(?:about|around|up to|more than|less than|fewer than|over|under)(?= (?:\p{Sc}?\p{Nd}|an? |half|one|two|three|four|five|six|seven|eight|nine|ten|hundreds?|thousands?|millions?|dozens?))|only|potentially|seemingly|partly|largely|mostly|mainly|generally|usually|typically|normally|often|sometimes|rarely|occasionally|widely|relatively|slightly|partially|optionally|respectively|alone|tend(?:s|ed)?|seem(?:s|ed)?|appear(?:s|ed)?)\b/giu,
    condition:
      /\b(?:if|unless|until|provided|although|though|despite|except|whether|otherwise|in case|as long as|once|when|whenever)\b/giu,
    attribution:
      /\b(?:sa(?:y|ys|id|ying)|told|tells?|claim(?:s|ed)?|argu(?:e|es|ed)|report(?:s|ed)?|announc(?:e|es|ed)|warn(?:s|ed)?|admit(?:s|ted)?|believ(?:e|es|ed)|think(?:s)?|thought|suggest(?:s|ed)?|deni(?:es|ed)|deny|ask(?:s|ed)?|heard|hears|urg(?:e|es|ed)|call(?:s|ed) for|quoted|wrote|writes?|insist(?:s|ed)?|testified|rul(?:es|ed)|show(?:s|ed|n)?|found|reveal(?:s|ed)?|confirm(?:s|ed)?|according|alleg(?:e|es|ed))\b/giu,
  },
  zh: {
    negation:
      /不(?![同断仅])|没|無|无(?![线锡])|未(?!来)|(?<![并除南北东西])非(?![常洲])|否认|拒绝|别|勿|禁止|避免|缺乏|免于/gu,
    modality:
      /可能|或许|也许|大概|大约|(?<![节制合条契签])约(?!束)|将|(?<![社机协议委大晚宴展])会(?![议员计话场])|(?<![响反适对相供效感])应(?![用力对变急])|必须|需要|(?<![功性智节效产核动势才技职])能(?![源量力耗级见])|可以|计划|打算|希望|预计|预期|拟|涉嫌|至少|最多|超过|不足|(?<![附最临邻靠接])近(?![年期代日些来])|仅|只|通常|一般|往往|有时|似乎|部分|大多|主要/gu,
    condition:
      /如果|若|除非|只要|只有|虽然|尽管|即使|否则|直到|一旦|即便|假设|假如|(?<![应相适正])当(?![前时地年中然])|除非/gu,
    attribution:
      /表示|认为|(?<![名对简俗])称|(?<![数依证根论占])据|指出|(?<![小传])说(?!明)|透露|宣布|强调|警告|承认|建议|呼吁|报道|介绍|回应|发现|证明|显示|声称|坚称|推测|估计/gu,
  },
};

export type MarkerClass = "negation" | "modality" | "condition" | "attribution";

/**
 * The first of the given classes of markers that `text` has lost or gained compared with `source`; null if it keeps
 * all.
 */
export function changedMarker(
  source: string,
  text: string,
  language: WrittenLanguage,
  classes: readonly MarkerClass[],
): MarkerClass | null {
  const words = MARKERS[language];
  return classes.find((one) => countIn(source, words[one]) !== countIn(text, words[one])) ?? null;
}

const countIn = (text: string, words: RegExp): number => [...text.matchAll(words)].length;
