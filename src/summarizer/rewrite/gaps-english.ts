import { Grammar } from "../compress/grammar.ts";
import { isAuxiliary, leans, opensPhrase, opensTail } from "../compress/phrases.ts";
import type { Word } from "../text/words.ts";
import type { Gap, GapJudge } from "./seams.ts";

/** Judges gaps by commas and by the first words of the dropped part: asides, openings, ends, times, adverbs. */
export class EnglishGaps implements GapJudge {
  readonly #source: string;
  readonly #words: readonly Word[];
  readonly #grammar: Grammar;

  constructor(source: string, words: readonly Word[]) {
    this.#source = source;
    this.#words = words;
    this.#grammar = new Grammar(source, words);
  }

  allows(gap: Gap): boolean {
    const { left, right } = gap;
    const first = this.#lower(left + 1);
    const last = this.#lower(right - 1);
    const next = this.#lower(right);
    const isEnd = right >= this.#words.length || STOP.test(this.#text(right));
    const inside = this.#words.slice(left + 1, right).map((_, at) => this.#lower(left + 1 + at));
    if (this.#isGlued(left + 1) || this.#isGlued(right - 1)) return false;
    if (first === "(" && last === ")") return this.#isParenthesis(left + 1, inside, next);
    if (isEnd && /ly$/.test(first)) return false;
    // "A month ahead", "two metres below the quay": a measure alone says something else.
    if (isEnd && !COMMA.test(first) && MEASURE.test(this.#lower(left))) return false;
    if (ADVERB.test(inside.filter((word) => word !== ",").join(" "))) {
      // "As well as", "just about", "just 5".
      if (
        next === "as" ||
        next === "much" ||
        next === "few" ||
        next === "many" ||
        // "He is a good speaker, however, his interests": without it two clauses run together.
        (inside.includes("however") && (inside.length === 1 || left > MOST_BEFORE_HOWEVER)) ||
        (last === "just" && !/^\p{Ll}{2,14}(?:ed|en|s)$/u.test(next))
      )
        return false;
      return this.#grammar.mayJoin(left, right, new Set()) || COMMA.test(first) || COMMA.test(last);
    }
    if (left < 0) return this.#isOpening(inside, last, next, right);
    if (isEnd && first === "such" && inside[1] === "as") {
      const goesOn = inside.some(
        (word, at) =>
          COMMA.test(word) &&
          /^(?:to|which|who|that|while|but|so|for|with|in)$/.test(inside[at + 1] ?? ""),
      );
      return this.#hasVerb(left + 1) && !goesOn;
    }
    if (this.#isPastDay(gap, inside)) return true;
    if (this.#isAge(gap, inside)) return true;
    if (COMMA.test(first)) return this.#isAside(inside, right, isEnd);
    if (COMMA.test(this.#lower(left)) && COMMA.test(last)) {
      // "Last week, in a speech, he said": one comma stays before a subject; before a verb none does.
      return this.#isSubject(right) && opensPhrase(first) && !inside.slice(0, -1).includes(",");
    }
    return this.#isPhrase(gap, first, isEnd) && this.#grammar.mayJoin(left, right, new Set());
  }

  /**
   * "A judge on Tuesday dismissed the suit", "was booked Wednesday afternoon": a day of the week beside a verb in the
   * past, which tells as much. A day to come is news.
   */
  #isPastDay({ left, right }: Gap, inside: readonly string[]): boolean {
    if (!DAY_SAID.test(inside.join(" "))) return false;
    const words = this.#words.map((_, at) => this.#lower(at));
    if (words.some((word) => FUTURE.test(word)) || !words.some((word) => PAST_VERB.test(word)))
      return false;
    const [before, after] = [this.#lower(left), this.#lower(right)];
    if (BEFORE_TIME.test(before) || /^(?:and|or|on|at|every|last|next|this)$/.test(before))
      return false;
    if (DAY_PART.test(after) || CALENDAR.test(after) || /^[\p{Nd}'’-]/u.test(after)) return false;
    // "Tuesday's debate", "Friday, March 8", "the Tuesday meeting".
    if (COMMA.test(this.#text(right)) && CALENDAR.test(this.#lower(right + 1))) return false;
    if (DETERMINER.test(before) || /^\p{Lu}/u.test(this.#text(right))) return false;
    const isBeforeVerb = PAST_VERB.test(after) && !COMMA.test(before);
    const isDone = STOP.test(after) || COMMA.test(after) || opensTail(after) || after === "";
    const isDay = inside[0] === "on";
    return isBeforeVerb || (isDone && (isDay || !PREPOSITION.test(before)));
  }

  /** "Ann Lee, 53, was": an age between commas behind a name. */
  #isAge({ left, right }: Gap, inside: readonly string[]): boolean {
    return (
      inside.length === 3 &&
      COMMA.test(inside[0] ?? "") &&
      COMMA.test(inside[2] ?? "") &&
      /^\p{Nd}{1,2}$/u.test(inside[1] ?? "") &&
      /^\p{Lu}/u.test(this.#text(left)) &&
      !CALENDAR.test(this.#lower(left)) &&
      this.#isVerb(right)
    );
  }

  /** "The plan (see page 3) failed"; but not "(non-)smokers", "call()" or "(stochastic) gradient". */
  #isParenthesis(at: number, inside: readonly string[], next: string): boolean {
    const marks = inside.filter((word) => /^[()]$/.test(word));
    if (marks.length > 2 || inside.length === 2) return false;
    if (!/\s/.test(this.#source.charAt((this.#words[at]?.start ?? 0) - 1))) return false;
    // The short name of a thing, "(GKE)", is how people know it.
    if (inside.length === 3 && /^\p{Lu}[\p{Lu}\p{Nd}-]+s?$/u.test(this.#text(at + 1))) return false;
    // "(only on servers)", "(or reports as inactive)": it limits what stands before it.
    if (inside[1] === "or" || inside.some((word) => LIMITS.test(word))) return false;
    return inside.length > 4 || !/^\p{Ll}/u.test(this.#text(at + 1)) || !/^\p{L}/u.test(next);
  }

  /** "In a statement on Monday, the mayor …": up to a comma, before a subject. */
  #isOpening(inside: readonly string[], last: string, next: string, right: number): boolean {
    const [first = ""] = inside;
    const isConnective = CONNECTIVE.test(first);
    const opens = (OPENING.test(first) && !LIMIT.test(inside.join(" "))) || isConnective;
    if (
      !opens ||
      (isConnective && inside.length > (last === "," ? 4 : 1)) ||
      this.#isSomewhere(inside, right) ||
      inside.some((word) => /^[:;]$/.test(word)) ||
      isAuxiliary(next) ||
      opensPhrase(next) ||
      COMMA.test(next) ||
      /^\p{Nd}/u.test(next) ||
      (inside.some((word) => MEDIUM.test(word)) && !this.#speaks(right))
    )
      return false;
    // "Hosted with the fair, the circus and the choir, the event": the list goes on.
    if (last === "," && !this.#hasVerbBeforePause(right)) return false;
    if (last === ",") return !inside.slice(0, -1).includes(",") || this.#isSubject(right);
    return isConnective && this.#isSubject(right);
  }

  /** "In Colorado," and "On 31 cameras," limit the statement, while "On Monday," only dates it. */
  #isSomewhere(inside: readonly string[], right: number): boolean {
    if (inside.some((word) => /\p{Nd}/u.test(word))) return true;
    if (!/^(?:in|at|on|over|through|throughout)$/.test(inside[0] ?? "")) return false;
    const from = right - inside.length + 1;
    const names = inside.slice(1).filter((_, at) => /^\p{Lu}/u.test(this.#text(from + at)));
    return names.some((name) => !CALENDAR.test(name));
  }

  /** "In a video, a boy shoots" is a claim of the video; "In a statement, the mayor said" names who claims. */
  #speaks(from: number): boolean {
    return this.#words.slice(from).some((_, at) => SPEAKS.test(this.#lower(from + at)));
  }

  #isSubject(at: number): boolean {
    return (
      /^(?:the|an?|he|she|it|they|we|you|i|his|her|its|their|this|these|there)$/.test(
        this.#lower(at),
      ) || /^\p{Lu}/u.test(this.#text(at))
    );
  }

  /** Whether the part is between commas before a verb, or runs from a comma to the end. */
  #isAside(inside: readonly string[], right: number, isEnd: boolean): boolean {
    const [first = "", second = "", third = ""] = inside;
    if (inside.some((word) => /^[:;]$/.test(word))) return false;
    if (this.#isClause(second, inside)) return false;
    // "Killing all on board", "costing 3 million": the news of the sentence.
    const hasNumber = inside.some((word) => /\p{Nd}/u.test(word));
    if (inside.some((word) => GRAVE.test(word)) || (hasNumber && /ing$/.test(second))) return false;
    const hasAmount = inside.some(
      (word) => /\p{Nd}/u.test(word) && !/^(?:1[89]|20)\p{Nd}\p{Nd}$/u.test(word),
    );
    const last = this.#lower(right - 1);
    if (isEnd) {
      const from = right - inside.length;
      // "Students, who sing, reciting a chant revealed": its comma ends an earlier aside.
      if (this.#isInAside(from) || this.#isInDashes(from) || this.#endsContrast(from)) return false;
      if (this.#isFirstPause(from) || !this.#hasVerb(from)) return false;
      // "The repair, which costs a million, became urgent": the verb of the sentence is behind the aside.
      if (inside.some((word, at) => at > 0 && COMMA.test(word) && this.#isVerb(from + at + 1)))
        return false;
      // "Which showed that", "forcing 200 people out": such parts are often the news of the sentence.
      if (/^(?:which|that)$/.test(second) && (SPEAKS.test(third) || POINT.test(third)))
        return false;
      if (hasAmount && /^(?:while|which|who|whose|where|when)$/.test(second)) return false;
      if (hasNumber && opensPhrase(second) && !/^wh/.test(second)) return false;
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
      if (RESULT.test(second) || this.#endsInSpeech(inside)) return false;
      if (/^(?:and|but)$/.test(second)) return false;
      // "A header, a trailer, and a body": the rest of a list.
      const isList = inside.some(
        (word, at) => COMMA.test(word) && /^(?:and|or)$/.test(inside[at + 1] ?? ""),
      );
      if (isList && /^(?:an?|the)$/.test(second)) return false;
      return END_ASIDE.test(second) || opensPhrase(second);
    }
    // "Ann Lee, a lawyer, said" loses both commas; an inner comma may belong to a list or a clause.
    const isPlural = /s$/.test(this.#text(right)) && /^(?:,|and|or)$/.test(this.#lower(right + 1));
    const goesOn =
      last === first &&
      !inside.slice(1, -1).includes(first) &&
      this.#isVerb(right) &&
      !(isPlural && !isAuxiliary(this.#lower(right)));
    if (this.#isInAside(right - inside.length)) return false;
    // "He walked its halls, bunked in its rooms, held office": a list of what he did.
    if (goesOn && this.#hasPredicate(right - inside.length)) return false;
    return goesOn && (ASIDE.test(second) || opensPhrase(second));
  }

  /** ", which was held in May, the paper reported": its end says whose claim the whole sentence is. */
  #endsInSpeech(inside: readonly string[]): boolean {
    const pause = inside.lastIndexOf(",");
    return pause > 0 && inside.slice(pause + 1).some((word) => TELLS.test(word));
  }

  /** "The funds, part of a budget, which": whether a comma before `end` is still open, whose partner is the next one. */
  #isInAside(end: number): boolean {
    const before = this.#words.slice(0, end).map((_, at) => this.#lower(at));
    const [opener = ""] = before;
    const commas = before.filter((word) => word === ",").length;
    return commas % 2 === 1 && !opensPhrase(opener) && !LEADS_UP.test(opener);
  }

  /** "Suspected, but never charged, in the death": whether the comma at `at` ends a contrast. */
  #endsContrast(at: number): boolean {
    for (let before = at - 1; before > Math.max(0, at - 8); before--)
      if (COMMA.test(this.#text(before)))
        return /^(?:but|and|or|if|though|although|not|yet|however)$/.test(this.#lower(before + 1));
    return false;
  }

  /** Whether a dash before `end` is still open. */
  #isInDashes(end: number): boolean {
    const dashes = this.#words
      .slice(0, end)
      .filter((_, at) => /^[—–]$|^-{2,3}$/.test(this.#text(at)));
    return dashes.length % 2 === 1;
  }

  /** Whether the words before `end` have a verb that is not of a relative clause. */
  #hasPredicate(end: number): boolean {
    const before = this.#words.slice(0, end).map((_, at) => this.#lower(at));
    if (before.some((word) => /^(?:who|which|that|whose|whom)$/.test(word))) return false;
    return before.some(
      (word, at) => at > 0 && PAST_VERB.test(word) && !DETERMINER.test(before[at - 1] as string),
    );
  }

  /** Whether only an introductory clause comes before: "If it rains". */
  #isFirstPause(at: number): boolean {
    const before = this.#words.slice(0, at).map((_, index) => this.#lower(index));
    const [first = ""] = before;
    return (LEADS_UP.test(first) || opensPhrase(first)) && !before.some((word) => COMMA.test(word));
  }

  /** Whether it is a clause rather than an apposition: "The mean error is small", or reported speech. */
  #isClause(opener: string, inside: readonly string[]): boolean {
    if (!/^(?:an?|the|one)$/.test(opener)) return false;
    const verb = inside.findIndex((word) => SPEAKS.test(word) || isAuxiliary(word));
    const relative = inside.findIndex((word) => /^(?:who|which|that|whose)$/.test(word));
    return verb > 0 && !(relative > 0 && relative < verb);
  }

  /** Whether a hyphen or dash joins its neighbors into one word. */
  #isGlued(at: number): boolean {
    const { start = 0, end = 0 } = this.#words[at] ?? {};
    return (
      /^[-–]$/.test(this.#text(at)) &&
      /\S/.test(this.#source.charAt(start - 1)) &&
      /\S/.test(this.#source.charAt(end))
    );
  }

  /** Whether a verb comes before the next comma, or there is no comma. */
  #hasVerbBeforePause(from: number): boolean {
    for (let at = from; at < this.#words.length; at++) {
      if (COMMA.test(this.#text(at))) return false;
      if (at > from && this.#isVerb(at) && !DETERMINER.test(this.#lower(at - 1))) return true;
    }
    return true;
  }

  /** Whether a verb is among the words before `end`; a word in -s behind a determiner is a noun. */
  #hasVerb(end: number): boolean {
    return this.#words
      .slice(0, end)
      .some((_, at) => this.#isVerb(at) && !(at > 0 && DETERMINER.test(this.#lower(at - 1))));
  }

  #isVerb(at: number): boolean {
    // "Windows", "James": a word in -s with a capital is a name.
    return /^\p{Lu}/u.test(this.#text(at)) ? false : isVerb(this.#lower(at));
  }

  /**
   * Whether it is a time, or a circumstance at the end of the sentence. Other phrases that begin with a preposition
   * often complete the verb.
   */
  #isPhrase({ left, right }: Gap, first: string, isEnd: boolean): boolean {
    if (leans(this.#lower(left - 1), this.#lower(left), first)) return false;
    const inside = this.#words.slice(left + 1, right).map((_, at) => this.#lower(left + 1 + at));
    const goesOn = isEnd || COMMA.test(this.#text(right)) || opensTail(this.#lower(right));
    const words = inside.join(" ");
    const isSaid = DAY_SAID.test(words) && SPEAKS.test(this.#lower(left));
    if (isSaid || PAST.test(words)) {
      // "On Sunday, March 8", "later this year".
      const isDate = COMMA.test(this.#text(right)) && CALENDAR.test(this.#lower(right + 1));
      // "In October last year" is not "in October".
      const before = this.#lower(left);
      return goesOn && !isDate && !BEFORE_TIME.test(before) && !CALENDAR.test(before);
    }
    if (!isEnd || inside.length <= 2) return false;
    // "Goal after goal".
    if (inside[1] === this.#lower(left)) return false;
    const kept = this.#words.slice(0, left + 1).map((_, at) => this.#lower(at));
    if (!CIRCUMSTANCE.test(first) || kept.some((word) => GRAVE.test(word))) return false;
    // "The third longest after a match in 2013".
    if (
      kept.some((word) =>
        /^(?:first|second|third|fourth|fifth|\p{Ll}{3,9}est|most|least)$/u.test(word),
      )
    )
      return false;
    return kept.some((word) => PAST_VERB.test(word));
  }

  #text(index: number): string {
    const word = this.#words[index];
    return word ? this.#source.slice(word.start, word.end) : "";
  }

  #lower = (index: number): string => this.#text(index).toLowerCase();
}

/** Whether a word in lower case looks like a finite verb; nouns in -s do as well. */
export const isVerb = (word: string): boolean =>
  isAuxiliary(word) || IRREGULAR.test(word) || /^\p{Ll}{2,14}(?:ed|[^s]s)$/u.test(word);

const MEASURE =
  /^(?:second|minute|hour|day|night|week|month|year|decade|metre|meter|kilometre|kilometer|mile|foot|inch|pound|dollar|euro|degree|point)s?$|^feet$|^inches$/;
const DETERMINER =
  /^(?:the|an?|its|his|her|their|our|my|your|this|that|these|those|some|any|all|no|of|\p{Nd}.*)$/u;
const IRREGULAR =
  /^(?:said|told|won|made|took|became|began|went|came|gave|left|lost|met|held|kept|sent|brought|fell|rose|grew|ran|saw|found|felt|led|paid|stood|spent|spoke|wrote|got|let|put|set|hit|cut|sold|bought|built|caught|taught|thought|drew|drove|flew|broke|chose|wore|threw|knew|meant|shut|sought|struck|swept|hid|lay)$/;
const ADVERB = new RegExp(
  `^(?:${(
    "really quite actually basically literally also simply uh um however therefore truly certainly " +
      "clearly obviously definitely absolutely completely totally drastically dramatically " +
      "substantially greatly recently subsequently eventually ultimately immediately quickly rapidly " +
      "easily successfully efficiently thoroughly repeatedly remarkably surprisingly"
  ).replaceAll(" ", "|")}|of course|in fact|in turn|for example|for instance|as well|you know)$`,
);
const OPENING =
  /^(?:yesterday|earlier|later|last|in|on|at|after|amid|during|following|over|since|through|throughout|despite|(?!given|assuming|according|considering|depending|provided|supposed)\p{Ll}{2,14}ed|known|born|along|alongside|together)$/u;
/** Phrases that limit the statement after them: "In most cases". */
const LIMIT =
  /\b(?:most|some|certain|many|general|theory|principle|such|case|cases|event|you|your|each|every|both|first|second)\b/;
/** Things that say something themselves. */
const MEDIUM =
  /^(?:videos?|footage|statements?|reports?|letters?|interviews?|posts?|messages?|speech|tweets?|stud(?:y|ies)|surveys?|papers?|articles?|e-?mails?|books?|memos?|filings?|documents?|words|view|opinion|eyes)$/;
const GRAVE =
  /^(?:kill(?:s|ed|ing)?|die[sd]?|dying|dead|deaths?|injur(?:ed|ing|ies)|wound(?:ed|ing)|deadly|fatal(?:ly)?)$/;
const CONNECTIVE =
  /^(?:however|moreover|furthermore|additionally|also|therefore|thus|hence|meanwhile|finally|indeed|then|so|and|but|well|yeah|okay|um|uh|now|right|yet|first|overall|oh|ok|yes|no)$/u;
const ASIDE =
  /^(?:which|who|whom|whose|where|when|whereby|an?|the|one|formerly|also|including|such|along|together|especially|particularly|like|one|aged|both|(?!according)\p{Ll}{2,14}(?:ing|ed)|known|seen|born|\p{Nd}{1,2})$/u;
const END_ASIDE =
  /^(?:which|who|whom|whose|where|when|whereby|including|such|along|together|especially|particularly|and|while|but|as|an?|(?!according|nothing|something|anything|everything)\p{Ll}{3,14}ing)$/u;
/** Clauses that state a consequence, which is mostly the news of the sentence. */
const RESULT =
  /^(?:making|allowing|enabling|causing|leading|resulting|preventing|giving|helping|letting|meaning|turning|raising|cutting|bringing|forcing|reducing|increasing|improving|achieving|obtaining|ensuring|killing|requiring|providing|yielding|producing|avoiding|eliminating)$/;
/** "The bridge, a spokesman said, was closed." */
const SPEAKS =
  /^(?:said|says|say|told|tells|claims?|claimed|ruled|announced|reported|reports|warned|added|confirmed|showed|shows|found|believes?|argued|suggests?|suggested|heard|hears|revealed|wrote|writes|noted)$/;
const TELLS =
  /^(?:sa(?:id|ys?)|t(?:old|ells?)|claim(?:s|ed)?|report(?:s|ed)?|announce[sd]?|reveal(?:s|ed)?|warn(?:s|ed)?|confirm(?:s|ed)?|add(?:s|ed)?|wr(?:ote|ites?)|show(?:s|ed)?|f(?:ind|inds|ound)|hear[ds]?|believe[sd]?|suggest(?:s|ed)?|according)$/;
const POINT = /^(?:means|meant|contradicts|contradicted|reveals|revealed|led|leads|proves|proved)$/;
const LIMITS =
  /^(?:only|not|no|never|except|excluding|unless|if|without|where|when|optional|optionally|but|rather|less|more|at|up|over|under|about|approximately|estimated)$/;
const LEADS_UP = /^(?:if|unless|when|once|although|though|to|because|whether|given)$/;
const CALENDAR =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)$/;
/** "This week, however, we": up to this number of words open a sentence. */
const MOST_BEFORE_HOWEVER = 4;
const FUTURE =
  /^(?:will|would|shall|going|plans?|planned|expected|scheduled|due|set|until|deadline|if|when)$/;
const DAY_PART = /^(?:morning|afternoon|evening|night)$/;
const PREPOSITION =
  /^(?:in|on|at|to|for|with|from|by|of|until|since|before|after|into|over|than|as)$/;
const BEFORE_TIME =
  /^(?:earlier|later|early|late|of|by|until|till|for|from|since|in|than|over|during|through|and|or|every|between|to)$/;
const DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const DAY_SAID = new RegExp(
  `^(?:(?:late |early )?on )?${DAYS}(?: (?:morning|afternoon|evening|night))?$`,
);
/**
 * Times in the past, which the tense conveys anyway. Future times are never in this list, because they carry the news.
 */
const PAST =
  /^(?:last (?:week|weekend|month|year|night|summer|winter|spring|autumn|fall)|earlier this (?:week|month|year)|yesterday(?: (?:morning|afternoon|evening))?)$/;
const PAST_VERB =
  /^(?:was|were|had|did|said|told|won|made|took|came|went|fell|rose|left|led|\p{Ll}{2,14}ed)$/u;
const CIRCUMSTANCE = /^(?:after|following|amid|amidst|ahead|despite)$/;
const STOP = /^[.!?。！？…]$/u;
const COMMA = /^(?:[,;—–-]|-{2,3})$/u;
