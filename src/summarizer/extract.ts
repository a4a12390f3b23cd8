import type { Document } from "./document.ts";
import { selectLoosely } from "./overflow.ts";
import { type Run, salience } from "./salience.ts";
import { select } from "./select.ts";

export interface ExtractOptions {
  length: "short" | "medium" | "long";
  /** Bounds in tokens over the chosen sentences; they win over `length`. */
  maxLength?: number | undefined;
  minLength?: number | undefined;
  /** So many sentences, rather than as `length` says. */
  sentences?: number | undefined;
  /** What to do where no whole sentences keep to the bounds; to refuse is the default. */
  overflow?: "refuse" | "cut" | undefined;
  format: "paragraph" | "key-points" | "headline";
}

export interface Extract {
  summary: string;
  /** `text` is `document.text.slice(start, end)`; in document order; whole unless `cut`. */
  sentences: { text: string; start: number; end: number; score: number; cut?: true | undefined }[];
  outputTokens: number;
}

const SENTENCES = { short: 1, medium: 3, long: 6 };

/** A headline loses half its score for every so many tokens above the first dozen. */
const HEADLINE = { freeTokens: 12, halvingTokens: 24 };

const WHITE_SPACE = /\s+/g;
const FULL_STOP = /(?<![.…])[.。]$/;
const CJK = /[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Puts a space between sentences, but none where either side is Chinese. */
function join(sentences: string[]): string {
  return sentences.reduce((text, next) => {
    if (text === "") return next;
    return CJK.test(text.slice(-1)) || CJK.test(next.charAt(0)) ? text + next : `${text} ${next}`;
  }, "");
}

export function layOut(sentences: string[], format: ExtractOptions["format"]): string {
  const flat = sentences.map((sentence) => sentence.replace(WHITE_SPACE, " "));
  if (format === "key-points") return flat.map((sentence) => `- ${sentence}`).join("\n");
  const text = join(flat);
  return format === "headline" ? text.replace(FULL_STOP, "").trimEnd() : text;
}

/** Scores as a headline is judged: salient and short. */
function favourShort(document: Document, scores: Float32Array): Float32Array {
  return scores.map((score, index) => {
    const length = document.sentences[index]?.ids.length ?? 0;
    const above = Math.max(0, length - HEADLINE.freeTokens);
    return score * 0.5 ** (above / HEADLINE.halvingTokens);
  });
}

/**
 * Summarizes a document by its own sentences, whole and in order.
 *
 * @throws NoSelectionError where no set of whole sentences is within the token bounds, unless they
 * are to be cut: then `cutToFit` must follow.
 */
export async function extract(
  document: Document,
  options: ExtractOptions,
  run: Run,
): Promise<Extract> {
  const scores = await salience(document, run);
  const headline = options.format === "headline";
  const choose = options.overflow === "cut" ? selectLoosely : select;
  const chosen = choose(document.sentences, headline ? favourShort(document, scores) : scores, {
    count: headline ? 1 : (options.sentences ?? SENTENCES[options.length]),
    maxLength: options.maxLength,
    minLength: options.minLength,
    single: headline,
  });
  const sentences = [];
  let outputTokens = 0;
  for (const index of chosen) {
    const sentence = document.sentences[index];
    if (!sentence) continue;
    const { start, end, ids } = sentence;
    sentences.push({
      text: document.text.slice(start, end),
      start,
      end,
      score: scores[index] as number,
    });
    outputTokens += ids.length;
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
