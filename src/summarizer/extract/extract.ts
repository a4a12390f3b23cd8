import type { Format, Length } from "../../contract/options.ts";
import type { Runnable } from "../models/graph.ts";
import type { Document } from "../text/document.ts";
import { layOut } from "../text/layout.ts";
import { consensus } from "./consensus.ts";
import { formsOf, type SentenceForm } from "./forms.ts";
import { sizeOf } from "./length.ts";
import { cutToFit, selectLoosely } from "./overflow.ts";
import { Query } from "./query.ts";
import { putBehind, reread } from "./reread.ts";
import { salience } from "./salience.ts";
import { select } from "./select.ts";

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

/** A headline loses half its score for every so many tokens above the first dozen. */
const HEADLINE = { freeTokens: 12, halvingTokens: 24 };

/** Scores as a headline is judged: salient and short. */
function favourShort(forms: readonly SentenceForm[], scores: Float32Array): Float32Array {
  return scores.map((score, index) => {
    const above = Math.max(0, (forms[index]?.ids.length ?? 0) - HEADLINE.freeTokens);
    return score * 0.5 ** (above / HEADLINE.halvingTokens);
  });
}

/** What a weight of 2 adds to a score, as a share of the best one. */
const WEIGHT_SHARE = 0.4;

/** Scores with what the sentences are there for: less is a share, more is added, however little a sentence had. */
function weighted({ sentences }: Document, scores: Float32Array): Float32Array {
  const top = scores.reduce((best, score) => Math.max(best, score), 0);
  return scores.map((score, index) => {
    const weight = sentences[index]?.weight ?? 1;
    return weight < 1 ? score * weight : score + (weight - 1) * WEIGHT_SHARE * top;
  });
}

/** Whether small, if it is asked, trims sentences. */
export const isTrimming = ({ compress, format }: Pick<ExtractOptions, "compress" | "format">) =>
  compress === true || format === "headline";

/** The graphs that a summary is made with. */
export interface ExtractiveGraphs {
  /** Reads every sentence. */
  nano: Runnable;
  /** That of a model that rereads what nano finds best, and can trim it. */
  reread?: Runnable | undefined;
}

/**
 * Summarizes a document by its own sentences, in order. Where they are reread, a headline's and whatever is to be
 * compressed are trimmed.
 *
 * @throws NoSelectionError where no set of whole sentences is within the token bounds, unless
 * `overflow` has the shortest one cut.
 */
export async function extract(
  document: Document,
  options: ExtractOptions,
  graphs: ExtractiveGraphs,
): Promise<Extract> {
  const isHeadline = options.format === "headline";
  const query =
    options.query === undefined
      ? undefined
      : await Query.read(options.query, document, graphs.nano);
  const prior = await salience(
    document,
    graphs.nano,
    query && ((window, rows) => query.see(window, rows)),
  );
  const ranked = query ? query.favour(prior) : prior;
  const again =
    graphs.reread && (await reread(document, prior, ranked, graphs.reread, isTrimming(options)));
  let scores = ranked;
  if (again) {
    scores = query ? query.favour(again.scores) : again.scores;
    putBehind(scores, again.window);
  }
  scores = weighted(document, scores);
  const forms = formsOf(document, again, scores);
  const size = sizeOf(options, document);
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
    const { text, kept } = form;
    const score = Math.min(1, scores[index] as number);
    sentences.push({ text, start, end, score, ...(kept && { kept }) });
    outputTokens += form.ids.length;
  }
  const summary = layOut(
    sentences.map(({ text }) => text),
    options.format,
  );
  return cutToFit({ summary, sentences, outputTokens }, options, document.tokenizer.encode);
}
