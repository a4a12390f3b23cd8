const DOCUMENT =
  "(?:article|topic|section|page|document|guide|tutorial|quickstart|walkthrough|post|paper|chapter|module|unit|reference|report|work|specification|proposal|EIP|PEP|lesson|overview|how-to|study|note|blog post|white paper|sample|example)s?";
const TELLS =
  "(?:describ|explain|show|demonstrat|discuss|cover|introduc|outlin|present|detail|examin|explor|review|summariz|propos|illustrat|defin|specif|document)(?:y|ies|e|es|s)?";
const SUMS_UP =
  "provides? (?:an? |the |some |you with |you )?(?:brief |general |quick |short |high-level |detailed |additional |conceptual )?(?:overview|introduction|description|summary|information|guidance|details|instructions|background|steps|guidelines) (?:of|to|on|about|for|regarding)";

/** Sentences in which a text states its topic. */
const TOPICS: readonly RegExp[] = [
  /^(?:(?:In|With) (?:this|the following) [\p{L} -]{2,30}?,? )?(?:you(?:['’]ll| will| can)? |we(?:['’]ll| will)? )?learn(?:s)? (?:more )?(?:about )?(.+)$/iu,
  new RegExp(
    `^(?:(?:This|The following|These) (?:[\\p{L}-]{1,20} ){0,2}?${DOCUMENT} )?(?:also |briefly |will )?(?:${TELLS}|${SUMS_UP}|contains? (?:information|details) (?:about|on|for)|walks? you through|(?:will )?guides? you through|focuse?s on|is about|deals with|looks at) (?:you )?(?:about )?(.+)$`,
    "u",
  ),
  new RegExp(
    `^(?:Describes|Explains|Shows|Demonstrates|Discusses|Introduces|Lists|${SUMS_UP.replace("provides?", "Provides")}) (.+)$`,
    "u",
  ),
  /^(?:In this (?:paper|work|article|post|study),? |Here,? )?[Ww]e (?:also |then |further |first |will )?(?:propose|present|introduce|describe|develop|study|investigate|explore|analyze|examine|revisit|discuss) (.+)$/u,
];
/** Openings of a topic that is neither a noun nor a way to do something. */
const NO_TOPIC =
  /^(?:that|to|if|whether|when|you|it|its|them|us|this|these|those|here|below|and|or|in|on|by|how (?:it|they|might|may|could|can|would|should|do|does|did|is|are|was|were|we)|why|some of|the following|several|two|three)\b/iu;

/** The subject of the text, if the sentence names it: "This article describes X"; otherwise undefined. */
export function topicOf(sentence: string): string | undefined {
  for (const pattern of TOPICS) {
    const [, said] = pattern.exec(sentence) ?? [];
    if (said === undefined || NO_TOPIC.test(said)) continue;
    return endOfTopic(
      said.replace(
        /^(?:an?|the) (?=(?:novel|new|process|concept|basics|steps|various|different)\b)/iu,
        "",
      ),
    );
  }
  return undefined;
}

/** The topic up to a comma, to a relative clause, or to what it is for. */
function endOfTopic(said: string): string {
  const [phrase = ""] =
    /^(?:\([^()]{1,60}\)|[^.,;:(–—]|\.(?=\S)|,(?= \p{L}{2,20}, (?:and|or) )|,(?= (?:and|or) \p{L}{2,20}[.,]))+/u.exec(
      said,
    ) ?? [];
  // "From old, weather-worn boats": two adjectives, and the noun behind them.
  if (ADJECTIVE_NEXT.test(said.slice(phrase.length))) return "";
  const short = phrase.trim().replace(FURTHER_VERB, "");
  if (short.split(/\s+/u).length <= SHORT) return short;
  const cut =
    /^(?:\S+\s+){2,}?\S+(?=\s+(?:that|which|where|so that|by|whose|when|as well as|if|while|because|so|including|such as)\s)/u.exec(
      short,
    );
  return cut ? cut[0] : short;
}

const ADJECTIVE_NEXT =
  /^, (?!(?:which|that|where|who|whose|when|while|an?|the|called|named|dubbed|including|such|with|without|for|in|on|at|and|or|so|but|as|to|from|by|thus|i\.e|e\.g|namely|based|we|it|they|if|then|since|because|using|via|through|known|\p{Ll}+ing|\p{Ll}+ed|\p{Ll}+ly)\b)\p{Ll}[\p{Ll}-]* \p{L}/u;
/** "New slots and tune the others": what else is done. */
const FURTHER_VERB =
  / and (?:then |also |further )?(?:show|demonstrate|propose|evaluate|apply|use|analyze|provide|prove|study|introduce|fine-tune|train|discuss|compare|investigate|explore|develop|present|derive|find|report|extend|establish|validate|optimize|learn|explain|describe)s?\b.*$/u;

/** Up to this number of words, a topic keeps its relative clause. */
const SHORT = 7;

const MAY_DO =
  /^(?:In [\p{L}\p{N} ]{2,40}, )?(?:[Yy]ou can(?: also)?|(?:[\p{L}\p{N}-]+ ){1,5}(?:enables?|allows?|lets) (?:you|users|developers|administrators|customers)(?: to)?) (?!be\b|also\b|not\b|only\b|see\b|find\b|then\b|do\b|choose\b|either\b|have\b|no\b)(\p{Ll}{2,14} .+)$/u;

/** "You can use X to do Y": use X to do Y. */
export function taskOf(sentence: string): string | undefined {
  const [, said] = MAY_DO.exec(sentence) ?? [];
  return said === undefined ? undefined : endOfTopic(said);
}
