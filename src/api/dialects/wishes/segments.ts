/** A piece of a prompt that is either wanted as a whole or rejected as a whole. */
export interface Segment {
  text: string;
  negated: boolean;
  /** The sentence that contains it. */
  sentence: string;
}

/** Longer sentences hold no wishes; the second limit is the number of characters read from a prompt. */
const MAX_SENTENCE = 600;
const MAX_PROMPT = 12_000;

const SENTENCE_END = /[!?;。！？；\n]|\.(?=\s|$)/;
/** "Not more than" sets a limit; it is not a negation. */
const AT_MOST =
  /\b(?:no|not|never|don't|do not|cannot|must not|should not|shouldn't|without)(?: \w{1,14}){0,3}? (?:more than|longer than|over|above|beyond|exceed(?:ing|s)?)\b|\b(?:no more|no longer) than\b|\bnot to exceed\b/gi;
const AT_LEAST =
  /\b(?:no|not|never|don't|do not)(?: \w{1,12}){0,3}? (?:fewer than|less than|shorter than|under|below)\b/gi;
const AT_MOST_ZH = /(?:不|不要|不能|不得|不可|别|勿|请勿|不应)(?:超过|超出|多于|大于|高于)/g;
const AT_LEAST_ZH = /(?:不|不要|不能|不得|不可|别)(?:少于|低于|小于)/g;

/** Negation of a verb: it reaches to the end of the part. */
const VERB_NEGATION =
  /\b(?:do not|don't|dont|does not|never|must not|mustn't|should not|shouldn't|cannot|can't|avoid(?:ing)?|refrain from|instead of|rather than|not|skip|omit|(?:no|without any|there is no) need (?:to|for))\b(?! only\b)|不要|不用|不使用|不得|不必|不能|不许|不写|不加|不带|不含|别|勿|无需|无须|避免|禁止|而不是|而非/i;
/** Negation of a noun: it reaches to the next preposition. */
const NOUN_NEGATION =
  /\b(?:no|neither|nor|without(?: (?:any|using|the use of|adding|including))?|zero)\b/i;
/** "Bullets are not allowed": the negation follows the noun. */
const AFTER_NEGATION =
  /\b(?:is|are) (?:not|never) (?:allowed|permitted|wanted|needed|necessary|required|ok|okay|acceptable|desired)\b|\b(?:is|are) (?:forbidden|prohibited|unwanted|unnecessary)\b/i;
const PREPOSITION = /\b(?:in|with|using|as|at|into|but|just|only|instead|use)\b/i;
const BREAKS_NEGATION = /\b(?:but|instead|just|only)\b(?! of)|而是|只用|改用|请用/i;
/** A part with this beginning has its own verb or condition, so an earlier "do not" ends there. */
const OWN_VERB =
  /^(?:and |then |please )?(?:use|write|give|keep|make|limit|summari[sz]e|provide|return|output|answer|respond|in|at|with|just|only|but|instead|be|focus|include|format|list|your|the|it|as|one|two|three|four|five|\d)\b/i;
const GOES_ON_ZH = /^(?:也|或|和|以及|及)/;

/** Cuts a prompt into pieces that are wanted and pieces that are rejected. Time is linear in its length. */
export function segmentsOf(prompt: string): Segment[] {
  const segments: Segment[] = [];
  for (const raw of prompt.slice(0, MAX_PROMPT).replace(/tl;dr/gi, "tldr").split(SENTENCE_END)) {
    const sentence = raw.replaceAll("’", "'").trim();
    if (sentence === "" || sentence.length > MAX_SENTENCE) continue;
    const plain = sentence
      .replace(AT_MOST, "at most")
      .replace(AT_LEAST, "at least")
      .replace(AT_MOST_ZH, "最多")
      .replace(AT_LEAST_ZH, "至少");
    let negated = false;
    for (const [at, part] of plain.split(/(?<!\d),|,(?!\d)|，/).entries()) {
      const text = part.trim();
      if (text === "") continue;
      const goesOn = /[\u3400-\u9fff]/.test(text) ? GOES_ON_ZH.test(text) : !OWN_VERB.test(text);
      negated = at > 0 && negated && goesOn;
      negated = cut(text, negated, sentence, segments);
    }
  }
  return segments;
}

/** Adds the pieces of one part. Returns whether a negation is still open at its end. */
function cut(part: string, negated: boolean, sentence: string, segments: Segment[]): boolean {
  const add = (text: string, isNegated: boolean) => {
    if (text.trim() !== "") segments.push({ text: text.trim(), negated: isNegated, sentence });
  };
  if (AFTER_NEGATION.test(part)) {
    add(part, true);
    return false;
  }
  let rest = part;
  let isNegated = negated;
  for (let turn = 0; turn < 6; turn++) {
    if (isNegated) {
      const end = BREAKS_NEGATION.exec(rest);
      if (!end) break;
      add(rest.slice(0, end.index), true);
      rest = rest.slice(end.index + end[0].length);
      isNegated = false;
      continue;
    }
    const verb = VERB_NEGATION.exec(rest);
    const noun = NOUN_NEGATION.exec(rest);
    if (noun && (!verb || noun.index < verb.index)) {
      add(rest.slice(0, noun.index), false);
      const scope = rest.slice(noun.index + noun[0].length);
      const end = PREPOSITION.exec(scope)?.index ?? scope.length;
      add(scope.slice(0, end), true);
      rest = scope.slice(end);
      if (rest === "") return true;
      continue;
    }
    if (!verb) break;
    add(rest.slice(0, verb.index), false);
    rest = rest.slice(verb.index + verb[0].length);
    isNegated = true;
  }
  add(rest, isNegated);
  return isNegated;
}
