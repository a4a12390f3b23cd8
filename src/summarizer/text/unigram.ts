import type { Tokenizer } from "./tokenizer.ts";

/** The part of a `tokenizer.json` that `createUnigramTokenizer` reads. */
export interface UnigramJson {
  model: { type: "Unigram"; unk_id: number; vocab: readonly [piece: string, score: number][] };
}

/** Stands for the space before a word, in pieces that begin a word. */
const WORD_START = "▁";
/** The library's log probability of an unknown character is this much below that of the rarest piece. */
const UNKNOWN_PENALTY = 10;
/** Words cached between requests; longer ones are mostly sentences without spaces, which do not recur. */
const REMEMBERED = { words: 20_000, length: 24 };

/**
 * The most probable pieces of each word in a unigram language model (Kudo, ACL 2018), as XLM-RoBERTa and its relatives
 * read text. Text is normalized by NFKC; each word begins with "▁". A character outside the vocabulary is one unknown
 * token, and the pieces around it stay as they are. Linear time: a piece is bounded in length.
 *
 *     const tokenizer = createUnigramTokenizer(JSON.parse(readFileSync("models/nano-multilingual/tokenizer.json", "utf8")));
 *     tokenizer.encode("Hallo Welt").map(tokenizer.pieceOf) // ["▁Hallo", "▁Welt"]
 */
export function createUnigramTokenizer({ model }: UnigramJson): Tokenizer {
  const { vocab, unk_id: unknown } = model;
  const ids = new Map<string, number>();
  const scores = new Float64Array(vocab.length);
  // The longest piece that begins with two given code units: most places of a text need no further search.
  const longest = new Map<number, number>();
  let unknownScore = Number.POSITIVE_INFINITY;
  vocab.forEach(([piece, score], id) => {
    if (id === unknown) return;
    ids.set(piece, id);
    scores[id] = score;
    unknownScore = Math.min(unknownScore, score - UNKNOWN_PENALTY);
    if (piece.length > 1) {
      const start = pairAt(piece, 0);
      longest.set(start, Math.max(longest.get(start) ?? 0, piece.length));
    }
  });

  /** Viterbi over the ends of pieces; of equally probable ways to reach an end, the first that is found. */
  const bestPieces = (word: string): number[] => {
    const best = new Float64Array(word.length + 1).fill(Number.NEGATIVE_INFINITY);
    const from = new Int32Array(word.length + 1);
    const idAt = new Int32Array(word.length + 1);
    best[0] = 0;
    const reach = (start: number, end: number, id: number, score: number) => {
      const sum = (best[start] as number) + score;
      if (sum <= (best[end] as number)) return;
      best[end] = sum;
      from[end] = start;
      idAt[end] = id;
    };
    for (let start = 0, next = 0; start < word.length; start = next) {
      next = start + ((word.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
      const single = ids.get(word.slice(start, next));
      if (single === undefined) reach(start, next, unknown, unknownScore);
      else reach(start, next, single, scores[single] as number);
      const most = Math.min(word.length, start + (longest.get(pairAt(word, start)) ?? 0));
      for (let end = next + 1; end <= most; end++) {
        const id = ids.get(word.slice(start, end));
        if (id !== undefined) reach(start, end, id, scores[id] as number);
      }
    }
    const found: number[] = [];
    for (let end = word.length; end > 0; end = from[end] as number) found.push(idAt[end] as number);
    return found.reverse();
  };

  const known = new Map<string, number[]>();
  const idsOf = (word: string): number[] => {
    if (word.length > REMEMBERED.length) return bestPieces(word);
    const remembered = known.get(word);
    if (remembered) return remembered;
    const found = bestPieces(word);
    if (known.size >= REMEMBERED.words) known.clear();
    known.set(word, found);
    return found;
  };

  return {
    pieceOf: (id) => (id === unknown ? "\ufffd" : (vocab[id]?.[0] ?? "")),
    encode(sentence) {
      const found: number[] = [];
      for (const word of sentence.normalize("NFKC").split(/\s+/u)) {
        if (word) for (const id of idsOf(WORD_START + word)) found.push(id);
      }
      return found;
    },
  };
}

/** The code units at an index and behind it as one number. */
const pairAt = (text: string, at: number): number =>
  text.charCodeAt(at) * 0x10000 + (at + 1 < text.length ? text.charCodeAt(at + 1) : 0);
