import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers";
import { VARIANTS } from "./simplified.ts";

export interface Tokenizer {
  /**
   * Token ids of a sentence without special tokens; empty only for white space. A character outside the vocabulary is
   * one unknown token and does not affect its neighbors.
   */
  encode(sentence: string): number[];
  /** The text of a token after normalization; U+FFFD for an unknown token. */
  pieceOf(id: number): string;
}

/** Words cached between requests; about 4 MB when full. */
const REMEMBERED_WORDS = 20_000;

const HAN = /[\u3400-\u9fff\uf900-\ufaff]/;

/**
 * Reads a `tokenizer.json`. The library provides normalizer, pre-tokenizer and vocabulary. The ids of a word are
 * cached, because an article repeats most of its words. A Han character that is not in the vocabulary is read in its
 * Simplified form.
 *
 *     const tokenizer = createTokenizer(JSON.parse(readFileSync("models/nano/tokenizer.json", "utf8")));
 *     tokenizer.encode("Hello, hello!") // four ids, the first and the third equal
 *
 * @throws TypeError if the file lacks one of the three
 */
export function createTokenizer(json: object): Tokenizer {
  const { normalizer, pre_tokenizer: preTokenizer, model } = new HuggingFaceTokenizer(json, {});
  if (!normalizer || !preTokenizer || !model) {
    throw new TypeError("tokenizer.json needs a normalizer, a pre_tokenizer and a model");
  }
  const unknown = model.unk_token_id ?? 0;
  const known = new Map<string, number[]>();
  const longest = model.vocab.reduce((most, piece) => Math.max(most, piece.length), 1);

  const simplified = (word: string): string =>
    HAN.test(word)
      ? Array.from(word, (one) =>
          model.tokens_to_ids.has(one) ? one : (VARIANTS.get(one) ?? one),
        ).join("")
      : word;

  /**
   * WordPiece by the longest match. The library's version copies the rest of the word at every step; this one does not.
   */
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
      ids.push(id ?? unknown);
      start = id === undefined ? start + lengthOfCharacter(word, start) : end;
    }
    return ids;
  };

  const idsOf = (word: string): number[] => {
    const remembered = known.get(word);
    if (remembered) return remembered;
    const ids = match(simplified(word));
    if (known.size >= REMEMBERED_WORDS) known.clear();
    known.set(word, ids);
    return ids;
  };

  return {
    pieceOf: (id) => (id === unknown ? "\ufffd" : (model.vocab[id] ?? "")),
    encode(sentence) {
      const ids: number[] = [];
      for (const word of preTokenizer.pre_tokenize_text(normalizer.normalize(sentence), {})) {
        for (const id of idsOf(word)) ids.push(id);
      }
      return ids;
    },
  };
}

const lengthOfCharacter = (text: string, at: number): number =>
  (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
