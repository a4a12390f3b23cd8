import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers";

export interface Tokenizer {
  /** Token ids of a sentence, no special tokens. Empty only where nothing but white space stands. */
  encode(sentence: string): number[];
  /** The text of a token, as the normalizer left it. */
  pieceOf(id: number): string;
}

/** Words remembered between requests; about 4 MB when full. */
const REMEMBERED_WORDS = 20_000;

/**
 * Reads a `tokenizer.json`. Normalizer, pre-tokenizer and vocabulary are the library's; the ids
 * of a word are remembered, because an article says most of its words again.
 *
 *     const tokenizer = createTokenizer(JSON.parse(readFileSync("models/nano/tokenizer.json", "utf8")));
 *     tokenizer.encode("Hello, hello!") // four ids, the first and the third equal
 */
export function createTokenizer(json: object): Tokenizer {
  const { normalizer, pre_tokenizer: preTokenizer, model } = new HuggingFaceTokenizer(json, {});
  if (!normalizer || !preTokenizer || !model) {
    throw new TypeError("tokenizer.json needs a normalizer, a pre_tokenizer and a model");
  }
  const unknown = model.unk_token_id ?? 0;
  const known = new Map<string, number[]>();
  const longest = model.vocab.reduce((most, piece) => Math.max(most, piece.length), 1);
  /** The library's own WordPiece match, without its copy of the rest of the word at every step. */
  const match = (word: string): number[] => {
    const ids: number[] = [];
    for (let start = 0; start < word.length; ) {
      let end = Math.min(word.length, start + longest);
      let id: number | undefined;
      while (end > start) {
        id = model.tokens_to_ids.get(word.slice(start, end));
        if (id !== undefined) break;
        end--;
      }
      if (id === undefined) return [unknown];
      ids.push(id);
      start = end;
    }
    return ids;
  };
  const idsOf = (word: string): number[] => {
    const remembered = known.get(word);
    if (remembered) return remembered;
    const ids = match(word);
    if (known.size >= REMEMBERED_WORDS) known.clear();
    known.set(word, ids);
    return ids;
  };
  return {
    pieceOf: (id) => model.vocab[id] ?? "",
    encode(sentence) {
      const ids: number[] = [];
      for (const word of preTokenizer.pre_tokenize_text(normalizer.normalize(sentence), {})) {
        for (const id of idsOf(word)) ids.push(id);
      }
      return ids;
    },
  };
}
