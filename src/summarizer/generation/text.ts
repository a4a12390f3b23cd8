import { Tokenizer } from "@huggingface/tokenizers";

/** A text as an encoder reads it. */
export interface EncodedText {
  ids: readonly number[];
  /** Whether the text is longer than the part that is read. */
  isTruncated: boolean;
}

/** Converts between text and a model's token ids, including special tokens and language codes. */
export interface TextTokenizer {
  encode(text: string, options?: { maxLength?: number; language?: string }): EncodedText;
  /** Special tokens are left out. */
  decode(ids: readonly number[]): string;
  /**
   * The settings that select the output language of a multilingual decoder; empty for a model without language codes.
   */
  targetOf(language: string): { forced_bos_token_id?: number; decoder_start_token_id?: number };
}

/** mBART's codes of the supported languages. */
const LANGUAGE_CODES: Record<string, string> = { en: "en_XX", zh: "zh_CN" };
const LANGUAGE_CODE = /^[a-z]{2,3}_[A-Z]{2}$/;

/** More characters than any token of a summarizer's vocabulary has. This bounds the work on a long text. */
const MOST_CHARACTERS_PER_TOKEN = 64;

/**
 * Reads a `tokenizer.json`, and the `tokenizer_config.json` if there is one. Unlike the library's own `encode`, this
 * cuts a text that is too long before its special tokens are added.
 */
export function createTextTokenizer(json: object, config: object = {}): TextTokenizer {
  const tokenizer = new Tokenizer(json, config);
  const { prefix, suffix } = specialTokensOf(tokenizer);
  const idOf = (token: string): number => {
    const id = tokenizer.token_to_id(token);
    if (id === undefined) throw new TypeError(`tokenizer.json: ${token} is not in its vocabulary.`);
    return id;
  };
  const codeOf = (token: string, language: string | undefined): string =>
    (LANGUAGE_CODE.test(token) && language && LANGUAGE_CODES[language]) || token;

  return {
    encode(text, { maxLength = Number.POSITIVE_INFINITY, language } = {}) {
      const [before, after] = [prefix, suffix].map((tokens) =>
        tokens.map((token) => idOf(codeOf(token, language))),
      ) as [number[], number[]];
      const room = Math.max(0, maxLength - before.length - after.length);
      const readable = text.slice(0, room * MOST_CHARACTERS_PER_TOKEN);
      const { ids } = tokenizer.encode(readable, { add_special_tokens: false });
      return {
        ids: [...before, ...ids.slice(0, room), ...after],
        isTruncated: ids.length > room || readable.length < text.length,
      };
    },
    decode: (ids) =>
      ids.length === 0 ? "" : tokenizer.decode([...ids], { skip_special_tokens: true }),
    targetOf(language) {
      const code = LANGUAGE_CODES[language] ?? "";
      // mBART-50 puts the language code first, both in its input and in its output; mBART starts with it.
      if (prefix.some((token) => LANGUAGE_CODE.test(token))) {
        return { forced_bos_token_id: idOf(code) };
      }
      if (suffix.some((token) => LANGUAGE_CODE.test(token))) {
        return { decoder_start_token_id: idOf(code) };
      }
      return {};
    },
  };
}

/** The special tokens that the post-processor puts around a text. */
function specialTokensOf({ post_processor: postProcessor }: Tokenizer) {
  if (!postProcessor) return { prefix: [], suffix: [] };
  const mark = "\u0000";
  const { tokens } = postProcessor.post_process([mark], null, true);
  const place = tokens.indexOf(mark);
  return { prefix: tokens.slice(0, place), suffix: tokens.slice(place + 1) };
}
