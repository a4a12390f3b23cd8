import { isAuxiliary, opensPhrase } from "../../compress/phrases.ts";
import type { EnglishSentence } from "./english-sentence.ts";
import { CALENDAR, COMMA, GRAVE, SPEAKS, STOP } from "./english-words.ts";
import type { Gap } from "./gap.ts";

/** Whether a part that begins with a comma is an aside between commas before a verb, or an ending that may go. */
export function isAside(sentence: EnglishSentence, gap: Gap, isEnd: boolean): boolean {
  const inside = sentence.part(gap.left + 1, gap.right);
  const [, second = ""] = inside;
  if (isBetweenDashes(sentence, gap, inside)) return true;
  if (isExample(inside)) return isEnd && areLastExamples(sentence, gap.left + 1, inside);
  if (inside.some((word) => /^[:;]$/.test(word)) || isClause(second, inside)) return false;
  // "Killing all on board", "costing 3 million": the news of the sentence.
  if (inside.some((word) => GRAVE.test(word))) return false;
  if (inside.some((word) => /\p{Nd}/u.test(word)) && /ing$/.test(second)) return false;
  return isEnd ? isEnding(sentence, gap.left + 1, inside) : isBetween(sentence, gap, inside);
}

/** Whether the sentence ends at `right` with a comma and who says it: ", the paper reported." */
export function isBeforeSpeech(sentence: EnglishSentence, right: number): boolean {
  if (sentence.text(right) !== ",") return false;
  const tail = sentence.part(right + 1, sentence.words.length).filter((word) => !STOP.test(word));
  if (tail.length < 2 || tail.length > MOST_OF_SPEECH || tail.some((word) => COMMA.test(word)))
    return false;
  const verb = tail.findIndex((word) => SPEAKS.test(word));
  return verb > 0 && verb >= tail.length - AFTER_SPEECH && !opensPhrase(tail[0] as string);
}

/** Whether a sentence can end before the part that begins at `from` with a comma. */
function isEnding(sentence: EnglishSentence, from: number, inside: readonly string[]): boolean {
  const [, second = "", third = ""] = inside;
  // "A ten-minute walk from the station".
  if (/^(?:an?|one)$/.test(second) && NUMBER.test(third)) return false;
  const hasAmount = inside.some(
    (word) => /\p{Nd}/u.test(word) && !/^(?:1[89]|20)\p{Nd}\p{Nd}$/u.test(word),
  );
  // "Students, who sing, reciting a chant revealed": its comma ends an earlier aside.
  if (sentence.isInAside(from) || sentence.isInDashes(from) || sentence.endsContrast(from))
    return false;
  if (sentence.isFirstPause(from) || !sentence.hasVerb(from)) return false;
  // "The repair, which costs a million, became urgent": the verb of the sentence is behind the aside.
  if (inside.some((word, at) => at > 0 && COMMA.test(word) && sentence.isVerb(from + at + 1)))
    return false;
  // "Which showed that", "forcing 200 people out": such parts are often the news of the sentence.
  if (/^(?:which|that)$/.test(second) && (SPEAKS.test(third) || POINT.test(third))) return false;
  if (hasAmount && /^(?:while|which|who|whose|where|when)$/.test(second)) return false;
  if (hasAmount && opensPhrase(second)) return false;
  // "Information, for example passwords, from being shown".
  if (
    inside.some(
      (word, at) =>
        at > 0 &&
        COMMA.test(word) &&
        /^(?:from|to|by|in|on|at|with|for|of|that)$/.test(inside[at + 1] ?? ""),
    )
  )
    return false;
  if (RESULT.test(second) || CAUSE.test(second) || endsInSpeech(inside)) return false;
  if (isLastRole(sentence, from, inside)) return true;
  // "For keeping gulls away, counting boats, and selling fish": the rest of a list.
  if (
    /ing$/.test(second) &&
    inside.some((word, at) => /^(?:and|or)$/.test(word) && /ing$/.test(inside[at + 1] ?? "")) &&
    sentence.part(0, from).some((word) => /\p{Ll}{3}ing$/u.test(word))
  )
    return false;
  // "Which we call LEAP": a name.
  if (/^which$/.test(second) && inside.slice(2, 6).some((word) => NAMES.test(word))) return false;
  // "Held a workshop, where we wrote texts": the second half of the news.
  if (/^(?:where|when)$/.test(second) && /^(?:we|he|she|they|i|it)$/.test(third)) return false;
  // "Programs, written by hand, as a way to say it": a role completes the verb.
  if (second === "as" && /^(?:an?|the|part|one|well)$/.test(third)) return false;
  if (/^(?:and|but)$/.test(second)) return false;
  if (second === "so") return isForReader(inside);
  // "A header, a trailer, and a body": the rest of a list.
  const isList = inside.some(
    (word, at) => COMMA.test(word) && /^(?:and|or)$/.test(inside[at + 1] ?? ""),
  );
  if (isList && /^(?:an?|the|one)$/.test(second)) return false;
  // "The more it rains, the more".
  if (/^(?:the|one)$/.test(second) && !isApposed(sentence, from, inside)) return false;
  return END_ASIDE.test(second) || opensPhrase(second) || isParticiple(sentence, from, inside);
}

/** "Boats -- small as well as large -- that sink": a pair of dashes marks off what the sentence is whole without. */
function isBetweenDashes(
  sentence: EnglishSentence,
  { left, right }: Gap,
  inside: readonly string[],
): boolean {
  const isPair = DASH.test(inside[0] ?? "") && DASH.test(inside.at(-1) ?? "") && inside.length > 3;
  if (!isPair || inside.slice(1, -1).some((word) => DASH.test(word))) return false;
  if (sentence.isGlued(left + 1) || sentence.isGlued(right - 1)) return false;
  if (inside.some((word) => AMOUNT.test(word) || GRAVE.test(word) || SPEAKS.test(word)))
    return false;
  return !sentence.isInDashes(left + 1) && left > 0 && !/^(?:not|but|only)$/.test(inside[1] ?? "");
}

/** ", for example ropes", ", e.g. ropes". */
const isExample = (inside: readonly string[]): boolean =>
  /^[,–—] (?:for (?:example|instance)|e \. ?g)\b/.test(inside.slice(0, 5).join(" "));

/** Examples behind a whole statement, unless a comma behind them goes on with the statement. */
function areLastExamples(
  sentence: EnglishSentence,
  from: number,
  inside: readonly string[],
): boolean {
  if (!sentence.hasVerb(from) || sentence.isFirstPause(from) || sentence.isInAside(from))
    return false;
  const first = /^[,–—]$/.test(inside[3] ?? "") ? 4 : 3;
  return !inside.some(
    (word, at) =>
      at > first &&
      COMMA.test(word) &&
      (sentence.isVerb(from + at + 1) || GOES_ON.test(inside[at + 1] ?? "")),
  );
}

/** "Ann Lee, a lawyer, said" loses both commas; an inner comma may belong to a list or a clause. */
function isBetween(
  sentence: EnglishSentence,
  { left, right }: Gap,
  inside: readonly string[],
): boolean {
  const [first = "", second = ""] = inside;
  const isPlural =
    /s$/.test(sentence.text(right)) && /^(?:,|and|or)$/.test(sentence.lower(right + 1));
  const isPair = inside.at(-1) === first && !inside.slice(1, -1).includes(first);
  if (!isPair || sentence.isInAside(left + 1) || sentence.isFirstPause(left + 1)) return false;
  // "The schools, in 11 provinces, will".
  if (!RELATIVE.test(second) && inside.some((word) => AMOUNT.test(word))) return false;
  const isRelative = RELATIVE.test(second);
  if (!sentence.isVerb(right) || (isPlural && !isAuxiliary(sentence.lower(right)))) {
    // "Went to Kinshasa, the capital, to cover the vote".
    const isApposed = /^\p{Lu}/u.test(sentence.text(left)) && /^(?:the|an?)$/.test(second);
    return (
      (isRelative || isApposed) &&
      /^(?:to|in|on|at|for|from|by|with|after|before)$/.test(sentence.lower(right)) &&
      sentence.hasVerb(left + 1) &&
      !sentence.part(right, sentence.words.length).includes(",")
    );
  }
  // "He walked its halls, bunked in its rooms, held office": a list of what he did.
  if (!isRelative && sentence.hasPredicate(left + 1)) return false;
  return ASIDE.test(second) || opensPhrase(second) || isRole(sentence, left, inside);
}

/** "Brown, Houston's daughter, was found"; "Ann Lee, head of the school, said". */
function isRole(sentence: EnglishSentence, left: number, inside: readonly string[]): boolean {
  if (!/^\p{Lu}/u.test(sentence.text(left)) || CALENDAR.test(sentence.lower(left))) return false;
  if (/^['’]$/.test(inside[2] ?? "") && inside[3] === "s") return true;
  return ROLE.test(inside.slice(1, 6).join(" "));
}

/** "…," said Ann Lee, head of the school for the islands: whoever speaks is named. */
function isLastRole(sentence: EnglishSentence, from: number, inside: readonly string[]): boolean {
  const isNamed =
    /^\p{Lu}\p{Ll}/u.test(sentence.text(from - 1)) && /^\p{Lu}/u.test(sentence.text(from - 2));
  if (!isNamed || CALENDAR.test(sentence.lower(from - 1))) return false;
  const speech = sentence.part(Math.max(0, from - REACH_OF_SPEECH), from);
  return speech.some((word) => SPEAKS.test(word)) && ROLE.test(inside.slice(1, 8).join(" "));
}

/** ", which was held in May, the paper reported": its end says whose claim the whole sentence is. */
function endsInSpeech(inside: readonly string[]): boolean {
  const pause = inside.lastIndexOf(",");
  return pause > 0 && inside.slice(pause + 1).some((word) => TELLS.test(word));
}

/** Whether it is a clause rather than an apposition: "The mean error is small", or reported speech. */
function isClause(opener: string, inside: readonly string[]): boolean {
  if (!/^(?:an?|the|one)$/.test(opener)) return false;
  const verb = inside.findIndex((word) => SPEAKS.test(word) || isAuxiliary(word));
  const relative = inside.findIndex((word) => /^(?:who|which|that|whose)$/.test(word));
  return verb > 0 && !(relative > 0 && relative < verb);
}

/** ", so that you can sort them": a purpose. "So they fled" says what came of it. */
const isForReader = (inside: readonly string[]): boolean =>
  /^, so (?:that )?(?:you|users|developers|people|customers|readers|visitors|teams|others|agencies) can\b/.test(
    inside.join(" "),
  );

/** ", sent by a clerk", ", scheduled to open in May": it describes the noun before it; "turned, and left" goes on. */
const isParticiple = (
  sentence: EnglishSentence,
  from: number,
  inside: readonly string[],
): boolean =>
  PARTICIPLE.test(inside[1] ?? "") &&
  /^(?:by|in|on|at|to|for|from|as|under|with)$/.test(inside[2] ?? "") &&
  !/\b(?:and|or)\b/.test(inside.join(" ")) &&
  sentence.hasPredicate(from);

/** Whether ", the …" explains the noun before it: it has no verb of its own, and is no part of a list or comparison. */
function isApposed(sentence: EnglishSentence, from: number, inside: readonly string[]): boolean {
  const noun = sentence.lower(from - 1);
  if (!/^\p{L}{3,}$/u.test(noun) || /(?:ly|day|ing)$/.test(noun)) return false;
  if (CALENDAR.test(noun) || SPEAKS.test(noun) || NO_NOUN.test(inside[2] ?? "")) return false;
  const relative = inside.findIndex((word) => /^(?:who|which|that|whose|where)$/.test(word));
  const own = inside.slice(2, relative < 0 ? undefined : relative);
  const isList = /\b(?:and|or) (?:the|an?|one)\b/.test(own.join(" "));
  return !isList && !own.some((_, at) => sentence.isVerb(from + 2 + at));
}

/** Numbers of words of ", the paper reported on Monday", and behind its verb. */
const MOST_OF_SPEECH = 9;
const AFTER_SPEECH = 3;
const RELATIVE = /^(?:which|who|whom|whose|where)$/;
/** "head of", "vice president for", "professor at". */
const ROLE =
  /^(?!(?:and|or|but|as|not|in|on|at|according|because)\b)(?:an? |the )?(?:\p{L}[\p{L}-]{2,16} ){1,4}(?:of|at|for|with|in)\b/u;
/** Words between a name and the verb of speech before it, at most. */
const REACH_OF_SPEECH = 5;
const NAMES = /^(?:call(?:s|ed)?|names?|named|dub(?:bed)?|term(?:ed)?|refer(?:red)?)$/;
const PARTICIPLE =
  /^(?:sent|written|built|made|held|led|owned|designed|intended|scheduled|expected|located|based|published|released|founded|organized|hosted|funded|inspired|followed|accompanied|signed|filed|produced|developed|introduced|created|used|known|situated|set)$/;
const DASH = /^[—–]$|^-{2,3}$/;
const NO_NOUN = /^(?:more|less|better|fewer|sooner|other|others|latter|same|first|last)$/;
const GOES_ON = /^(?:to|which|who|that|while|but|so|because|and|from|is|are|can|will)$/;
const ASIDE =
  /^(?:which|who|whom|whose|where|when|whereby|an?|the|one|formerly|also|including|such|along|together|especially|particularly|like|one|aged|both|(?!according)\p{Ll}{2,14}(?:ing|ed)|known|seen|born|\p{Nd}{1,2})$/u;
const END_ASIDE =
  /^(?:which|who|whom|whose|where|when|whereby|including|such|like|along|together|especially|particularly|and|while|but|as|an?|the|one|(?!according|nothing|something|anything|everything)\p{Ll}{3,14}ing)$/u;
/** Clauses that state a consequence, which is mostly the news of the sentence. */
const RESULT =
  /^(?:making|allowing|enabling|causing|leading|resulting|preventing|giving|helping|letting|meaning|turning|raising|cutting|bringing|forcing|reducing|increasing|improving|achieving|obtaining|ensuring|killing|ordering|sentencing|awarding|convicting|requiring|providing|yielding|producing|avoiding|eliminating)$/;
const TELLS =
  /^(?:sa(?:id|ys?)|t(?:old|ells?)|claim(?:s|ed)?|report(?:s|ed)?|announce[sd]?|reveal(?:s|ed)?|warn(?:s|ed)?|confirm(?:s|ed)?|add(?:s|ed)?|wr(?:ote|ites?)|show(?:s|ed)?|f(?:ind|inds|ound)|hear[ds]?|believe[sd]?|suggest(?:s|ed)?|according)$/;
const AMOUNT = /^(?!(?:1[89]|20)\p{Nd}\p{Nd}$)\p{Nd}/u;
const CAUSE = /^(?:since|because|due|owing|thanks)$/;
const NUMBER =
  /^(?:\p{Nd}.*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|thousand|million)$/u;
const POINT =
  /^(?:makes|made|causes|caused|prevents|prevented|means|meant|contradicts|contradicted|reveals|revealed|led|leads|proves|proved)$/;
