import type { Format, Length } from "../../contract/options.ts";
import type { Runnable } from "../models/graph.ts";
import type { Origin } from "../rewrite/stand-in.ts";
import type { Document } from "../text/document.ts";
import { decides } from "../text/genres/talk.ts";
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
  /** Bounds in tokens over the chosen sentences; they take precedence over `length`. */
  maxLength?: number | undefined;
  minLength?: number | undefined;
  /** The number of sentences; takes precedence over `length`. */
  sentences?: number | undefined;
  /** The behavior if no set of whole sentences satisfies the bounds; the default is to refuse. */
  overflow?: "refuse" | "cut" | undefined;
  format: Format;
  /** Prefers sentences that answer the query. */
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
  /** If the sentence was trimmed, the parts of the document's text that remain. */
  kept?: [start: number, end: number][] | undefined;
  /** Only in a written summary: how it came from the sentence at these offsets. */
  how?: Origin | undefined;
  /** Set only if the sentence was cut to satisfy `maxLength`. */
  cut?: true | undefined;
}

export interface Extract {
  summary: string;
  /** In document order. */
  sentences: ExtractedSentence[];
  outputTokens: number;
}

/** A headline's score is halved for each `halvingTokens` above the first dozen tokens. */
const HEADLINE = { freeTokens: 12, halvingTokens: 24 };

/** Scores for the choice of a headline: salient and short. */
function favourShort(forms: readonly SentenceForm[], scores: Float32Array): Float32Array {
  return scores.map((score, index) => {
    const above = Math.max(0, (forms[index]?.ids.length ?? 0) - HEADLINE.freeTokens);
    return score * 0.5 ** (above / HEADLINE.halvingTokens);
  });
}

/** The amount that a weight of 2 adds to a score, as a share of the best score. */
const WEIGHT_SHARE = 0.4;

/** A question about something else than decisions is answered by sentences of any role. */
const mostWeightFor = (query: string | undefined): number =>
  query === undefined || decides(query) ? Number.POSITIVE_INFINITY : 1;

/**
 * Scores adjusted for the sentences' roles. A weight below 1 multiplies the score; a weight above 1 adds to it, so that
 * it also helps a sentence with a low score.
 */
export function weighted(
  { sentences }: Document,
  scores: Float32Array,
  mostWeight: number,
): Float32Array {
  const top = scores.reduce((best, score) => Math.max(best, score), 0);
  return scores.map((score, index) => {
    const weight = Math.min(mostWeight, sentences[index]?.weight ?? 1);
    return weight < 1 ? score * weight : score + (weight - 1) * WEIGHT_SHARE * top;
  });
}

/** Whether small, if it is used, trims sentences. */
export const isTrimming = ({ compress, format }: Pick<ExtractOptions, "compress" | "format">) =>
  compress === true || format === "headline";

/** The graphs that a summary is made with. */
export interface ExtractiveGraphs {
  /** Reads every sentence. */
  nano: Runnable;
  /** The graph of a model that rereads the sentences that nano ranks best, and can trim them. */
  reread?: Runnable | undefined;
}

/**
 * Summarizes a document by its own sentences, in order. If they are reread, sentences of a headline and of a compressed
 * summary are trimmed.
 *
 * @throws NoSelectionError if no set of whole sentences is within the token bounds, unless `overflow` requests a cut of
 * the shortest one
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
  scores = weighted(document, scores, mostWeightFor(options.query));
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
