import { shorten } from "../compress/lattice.ts";
import { compress, trimmedText } from "../compress/rules.ts";
import type { Document, Sentence } from "../text/document.ts";
import { RULES } from "../text/languages/index.ts";
import type { Piece } from "../text/openings.ts";
import { hasHan } from "../text/scripts.ts";
import { wordsOf } from "../text/words.ts";
import { sizeOfText } from "./length.ts";
import type { Reread } from "./reread.ts";
import type { SentenceCandidate } from "./select.ts";

/** A sentence in the form that a summary would show. */
export interface SentenceForm extends SentenceCandidate {
  text: string;
  boilerplate: boolean;
  /** If the sentence is shortened, the parts of the document's text that remain. */
  kept?: Piece[];
}

const ANNOUNCES = /[:：]["'”’」』）)\]*_]*$/;
const LETTER_END = /[\p{L}\p{N}）)”"`]$/u;
const NOT_WORD = /[^\p{L}\p{M}\p{N}]+/gu;
/** Words and numbers that can reverse or change the meaning of a sentence. */
const FACT =
  /\p{N}+(?:[.,:/-]\p{N}+)*|\b(?:not?|never|none|nor|without|cannot)\b|n['’]t\b|[不没沒未无無非否]/giu;

/**
 * The form of each sentence in a summary. Among sentences that say the same, all but the best-scored one are marked as
 * repetitions.
 */
export function formsOf(
  document: Document,
  again: Reread | undefined,
  scores: Float32Array,
): SentenceForm[] {
  let before: number | undefined;
  const forms = document.sentences.map((sentence, index): SentenceForm => {
    const { start, ids, boilerplate, leans } = sentence;
    const text = document.text.slice(start, sentence.end);
    const pieces = piecesOf(text, sentence, again && shortened(document, index, again));
    const given = pieces ? closed(text, trimmedText(text, pieces)) : text;
    const own = pieces ? document.tokenizer.encode(given) : ids;
    const form: SentenceForm = {
      text: given,
      ids: own,
      boilerplate,
      facts: (given.match(FACT) ?? []).join(" ").toLowerCase(),
      size: sizeOfText(text, ids.length),
      ...(leans && { leansOn: before }),
      ...(pieces && { kept: pieces.map(([from, to]): Piece => [start + from, start + to]) }),
    };
    if (!boilerplate) before = index;
    return form;
  });
  standAlone(forms);
  markRepetitions(forms, scores);
  return forms;
}

/** A story: a text of at least this number of sentences, of which at least this share point back. */
const STORY = { sentences: 50, leaning: 0.1 };

/**
 * A story speaks of "her" and "him" throughout, and the neighbor of a sentence seldom says who that is. There, sentences
 * that point back stand by themselves.
 */
function standAlone(forms: SentenceForm[]): void {
  const leaning = forms.filter(({ leansOn }) => leansOn !== undefined).length;
  if (forms.length < STORY.sentences || leaning < STORY.leaning * forms.length) return;
  for (const form of forms) form.leansOn = undefined;
}

/** Replaces a removed colon at the end of a sentence by a full stop. */
const closed = (sentence: string, given: string): string =>
  ANNOUNCES.test(sentence.slice(-6)) && LETTER_END.test(given)
    ? given + (hasHan(given.slice(-1)) ? "。" : ".")
    : given;

/** Ignores case, punctuation and spaces. */
function markRepetitions(forms: SentenceForm[], scores: Float32Array): void {
  const best = new Map<string, number>();
  /** A sentence of the text is better than the same words in a heading. */
  const isPreferred = (index: number, known: number): boolean => {
    const [isApart, wasApart] = [forms[index]?.boilerplate, forms[known]?.boilerplate];
    if (isApart !== wasApart) return wasApart === true;
    return (scores[index] as number) > (scores[known] as number);
  };
  forms.forEach((form, index) => {
    const key = gistOf(form.text);
    if (key === "") return;
    const known = best.get(key);
    const isBetter = known === undefined || isPreferred(index, known);
    if (isBetter) best.set(key, index);
    const behind = isBetter ? known : index;
    if (behind !== undefined) (forms[behind] as SentenceForm).repeats = true;
  });
}

/**
 * A text without the differences that leave it the same: case, punctuation, spaces, and the endings and auxiliaries of
 * English verbs, as in "will be closed" and "is closed".
 */
const gistOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(SPELLED, (word) => String(ENGLISH_NUMBERS.indexOf(word) + 1))
    .replace(TENS, (_, tens: string, ones: string) =>
      String(10 * digitOf(tens, 1) + digitOf(ones, 0)),
    )
    .replace(/[一二三四五六七八九]/g, (digit) => String(digitOf(digit, 0)))
    .replace(AUXILIARY, "")
    .replace(ENDING, "$1")
    .replace(NOT_WORD, "");
const ENGLISH_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const SPELLED = /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/g;
const TENS = /([一二三四五六七八九])?十([一二三四五六七八九])?/g;
const digitOf = (digit: string | undefined, otherwise: number): number =>
  digit ? "一二三四五六七八九".indexOf(digit) + 1 : otherwise;
const AUXILIARY =
  /\b(?:is|are|was|were|be|been|being|will|would|shall|has|have|had|does|do|did)\b/g;
const ENDING = /\b([a-z]{4,20}?)(?:e|es|ed|s|ing)\b/g;

/** The parts of a sentence that remain after its role and small have shortened it; undefined if it stays whole. */
function piecesOf(
  text: string,
  { start, kept }: Sentence,
  shorter: readonly Piece[] | undefined,
): Piece[] | undefined {
  const own = kept?.map(([from, to]): Piece => [from - start, to - start]);
  if (!own || !shorter) return own ?? (shorter && [...shorter]);
  const both = own.flatMap(([from, to]) =>
    shorter.flatMap(([left, right]): Piece[] => {
      const piece: Piece = [Math.max(from, left), Math.min(to, right)];
      return text.slice(...piece).trim() === "" ? [] : [piece];
    }),
  );
  return both.length > 0 ? both : own;
}

/** The parts of a sentence without the words that small would drop; undefined if it stays whole. */
function shortened(document: Document, index: number, again: Reread): Piece[] | undefined {
  const sentence = document.sentences[index];
  const trim = again.trims.get(index);
  if (!sentence || sentence.code || !trim) return undefined;
  if (RULES[document.language].trimming === "none") return undefined;
  const { keep, seams } = trim;
  if (keep.length < sentence.ids.length) return undefined;
  const text = document.text.slice(sentence.start, sentence.end);
  const words = wordsOf(text, sentence.ids, document.tokenizer);
  if (!words) return undefined;
  let token = 0;
  const rated = words.map(({ start, end, tokens }) => {
    const own = keep.subarray(token, token + tokens);
    token += tokens;
    return { start, end, keep: own.reduce((sum, value) => sum + value, 0) / Math.max(1, tokens) };
  });
  // A sentence in Latin letters inside a Chinese text is taken for English.
  const { trimming } = hasHan(text) ? RULES.zh : RULES.en;
  const pieces = (trimming === "grammar" && shorten(text, words, seams)) || compress(text, rated);
  if (pieces.length === 1 && pieces[0]?.[0] === 0 && pieces[0][1] === text.length) return undefined;
  return pieces;
}
