import type { Format, Length } from "../../contract/options.ts";
import { shorten } from "../compress/lattice.ts";
import { compress, type Piece, trimmedText } from "../compress/rules.ts";
import type { Document } from "../text/document.ts";
import { RULES } from "../text/languages/index.ts";
import { layOut } from "../text/layout.ts";
import { hasHan } from "../text/scripts.ts";
import { wordsOf } from "../text/words.ts";
import { consensus } from "./consensus.ts";
import type { Run } from "./graph.ts";
import { selectLoosely } from "./overflow.ts";
import { Query } from "./query.ts";
import { putBehind, type Reread, reread } from "./reread.ts";
import { salience } from "./salience.ts";
import { type Bounds, select } from "./select.ts";

export interface ExtractOptions {
  length: Length;
  /** Bounds in tokens over the chosen sentences; they win over `length`. */
  maxLength?: number | undefined;
  minLength?: number | undefined;
  /** So many sentences, rather than as `length` says. */
  sentences?: number | undefined;
  /** What to do where no whole sentences keep to the bounds; to refuse is the default. */
  overflow?: "refuse" | "cut" | undefined;
  format: Format;
  /** Favours what answers it. */
  query?: string | undefined;
  /** Trims sentences; needs small. */
  compress?: boolean | undefined;
}

export interface ExtractedSentence {
  /** `document.text.slice(start, end)`, unless it was trimmed. */
  text: string;
  start: number;
  end: number;
  score: number;
  /** Where a sentence was trimmed: the parts of the document's text that it is made of. */
  kept?: [start: number, end: number][] | undefined;
  /** Only where it was cut to keep to `maxLength`. */
  cut?: true | undefined;
}

export interface Extract {
  summary: string;
  /** In document order. */
  sentences: ExtractedSentence[];
  outputTokens: number;
}

/** How many points a list has. */
const POINTS = { short: 1, medium: 3, long: 6 };

/**
 * What a paragraph of a length is: no sentence follows once there are so many tokens. People write some 50
 * words about news and 150 about papers and meetings; counted in sentences alone, a summary of short ones
 * would say too little and one of long ones too much.
 */
const SIZES = {
  short: { sentences: 1, tokens: undefined },
  medium: { sentences: 3, tokens: 55 },
  long: { sentences: 12, tokens: 180 },
};

/** A headline loses half its score for every so many tokens above the first dozen. */
const HEADLINE = { freeTokens: 12, halvingTokens: 24 };

/** A sentence as it would be given. */
interface Form {
  text: string;
  ids: readonly number[];
  boilerplate: boolean;
  pieces?: Piece[];
}

/** How much to choose, unless the bounds want otherwise. */
function sizeOf({ format, length, sentences }: ExtractOptions): Pick<Bounds, "count" | "enough"> {
  if (format === "headline") return { count: 1 };
  if (sentences !== undefined) return { count: sentences };
  if (format === "key-points") return { count: POINTS[length] };
  const { sentences: count, tokens: enough } = SIZES[length];
  return { count, enough };
}

/** Scores as a headline is judged: salient and short. */
function favourShort(forms: readonly Form[], scores: Float32Array): Float32Array {
  return scores.map((score, index) => {
    const above = Math.max(0, (forms[index]?.ids.length ?? 0) - HEADLINE.freeTokens);
    return score * 0.5 ** (above / HEADLINE.halvingTokens);
  });
}

/** A sentence without the words that small would drop; undefined where it stays whole. */
function trimmed(document: Document, index: number, again: Reread): Form | undefined {
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
  // A sentence in Latin letters of a Chinese text is English.
  const { trimming } = hasHan(text) ? RULES.zh : RULES.en;
  const pieces = (trimming === "grammar" && shorten(text, words, seams)) || compress(text, rated);
  if (pieces.length === 1 && pieces[0]?.[0] === 0 && pieces[0][1] === text.length) return undefined;
  const shorter = trimmedText(text, pieces);
  const ids = document.tokenizer.encode(shorter);
  return { text: shorter, ids, boilerplate: sentence.boilerplate, pieces };
}

/** What each sentence looks like in a summary. */
function formsOf(document: Document, again: Reread | undefined): Form[] {
  return document.sentences.map(
    ({ start, end, ids, boilerplate }, index) =>
      (again && trimmed(document, index, again)) ?? {
        text: document.text.slice(start, end),
        ids,
        boilerplate,
      },
  );
}

/** Whether small, if it is asked, trims sentences. */
export const isTrimming = ({ compress, format }: Pick<ExtractOptions, "compress" | "format">) =>
  compress === true || format === "headline";

/**
 * Summarizes a document by its own sentences, in order. `nano` is the graph of nano; `small` that of
 * small, which rereads what nano finds best. A headline of small's, and whatever is to be compressed,
 * has its sentences trimmed.
 *
 * @throws NoSelectionError where no set of whole sentences is within the token bounds, unless they
 * are to be cut: then `cutToFit` must follow.
 */
export async function extract(
  document: Document,
  options: ExtractOptions,
  nano: Run,
  small?: Run,
): Promise<Extract> {
  const isHeadline = options.format === "headline";
  const query =
    options.query === undefined ? undefined : await Query.read(options.query, document, nano);
  const prior = await salience(
    document,
    nano,
    query && ((window, rows) => query.see(window, rows)),
  );
  const ranked = query ? query.favour(prior) : prior;
  const again = small && (await reread(document, prior, ranked, small, isTrimming(options)));
  let scores = ranked;
  if (again) {
    scores = query ? query.favour(again.scores) : again.scores;
    putBehind(scores, again.window);
  }
  const forms = formsOf(document, again);
  const size = sizeOf(options);
  const choose = options.overflow === "cut" ? selectLoosely : select;
  const judged = size.count === 1 && !query ? consensus(forms, scores) : scores;
  const chosen = choose(forms, isHeadline ? favourShort(forms, judged) : judged, {
    ...size,
    maxLength: options.maxLength,
    minLength: options.minLength,
    single: isHeadline,
  });
  const sentences: ExtractedSentence[] = [];
  let outputTokens = 0;
  for (const index of chosen) {
    const sentence = document.sentences[index];
    const form = forms[index];
    if (!sentence || !form) continue;
    const { start, end } = sentence;
    const kept = form.pieces?.map(([from, to]): Piece => [start + from, start + to]);
    sentences.push({
      text: form.text,
      start,
      end,
      score: scores[index] as number,
      ...(kept && { kept }),
    });
    outputTokens += form.ids.length;
  }
  return {
    summary: layOut(
      sentences.map(({ text }) => text),
      options.format,
    ),
    sentences,
    outputTokens,
  };
}
