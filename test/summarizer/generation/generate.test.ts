import { expect, test } from "vitest";
import { type Decode, generate } from "../../../src/summarizer/generation/generate.ts";
import { InvalidLogitsError } from "../../../src/summarizer/generation/logits.ts";
import {
  readGenerationConfig,
  resolveSettings,
  SettingsError,
} from "../../../src/summarizer/generation/settings.ts";

const VOCABULARY = 12;
const EOS = 1;

/** A decoder by rule: a function of the sequence only, slightly different for each token. */
const chaos: Decode = async (sequences) =>
  sequences.map((sequence) => {
    const seed = sequence.reduce((sum, token) => (sum * 31 + token + 7) % 9973, 1);
    return Float32Array.from({ length: VOCABULARY }, (_, token) =>
      token === 0 ? -20 : 6 * Math.sin(seed * (token + 1)),
    );
  });

const settingsOf = (more: object) =>
  resolveSettings(
    { decoder_start_token_id: 0, eos_token_id: EOS, max_length: 14 },
    more,
    undefined,
  );

test.each([1, 2, 4])(
  "with %i beams, what is told is the outcome, each token once",
  async (beams) => {
    const told: number[] = [];
    const settings = settingsOf({ num_beams: beams, min_length: 8 });
    const { tokens, isEnded } = await generate(chaos, settings, {
      onTokens: (news) => void told.push(...news),
    });
    expect(told).toEqual(tokens);
    expect(isEnded).toBe(tokens.at(-1) === EOS);
  },
);

test("greedy decoding tells each token before it asks for the next", async () => {
  const events: string[] = [];
  const decode: Decode = (sequences, origins) => {
    events.push("decode");
    return chaos(sequences, origins);
  };
  const { tokens } = await generate(decode, settingsOf({}), {
    onTokens: ([token, ...others]) => void events.push(`${token}`, ...others.map(String)),
  });
  expect(events).toEqual(tokens.flatMap((token) => ["decode", `${token}`]));
});

test("beams that begin alike are told of before the end", async () => {
  // Only the last token is uncertain.
  const decode: Decode = async (sequences) =>
    sequences.map((sequence) =>
      Float32Array.from({ length: VOCABULARY }, (_, token) =>
        sequence.length < 5 ? (token === sequence.length + 1 ? 50 : -50) : Math.sin(token),
      ),
    );
  const told: number[] = [];
  let steps = 0;
  await generate(
    async (sequences, origins) => {
      steps++;
      return decode(sequences, origins);
    },
    settingsOf({ num_beams: 2, max_length: 12 }),
    {
      onTokens: (news) => {
        told.push(...news.map(() => steps));
      },
    },
  );
  expect(told[0]).toBeLessThan(steps);
});

test.each([1, 3])("with %i beams, ends between two tokens when it is canceled", async (beams) => {
  const controller = new AbortController();
  let runs = 0;
  const decode: Decode = (sequences, origins) => {
    if (++runs === 3) controller.abort(new Error("gone"));
    return chaos(sequences, origins);
  };
  const settings = settingsOf({ num_beams: beams, min_length: 12 });
  await expect(generate(decode, settings, { signal: controller.signal })).rejects.toThrow("gone");
  expect(runs).toBe(3);
});

test("does not begin for a caller who has left", async () => {
  let runs = 0;
  const decode: Decode = (sequences, origins) => {
    runs++;
    return chaos(sequences, origins);
  };
  const signal = AbortSignal.abort(new Error("gone"));
  await expect(generate(decode, settingsOf({}), { signal })).rejects.toThrow("gone");
  expect(runs).toBe(0);
});

test.each([
  [1, Number.NaN],
  [4, Number.NaN],
  [1, Number.POSITIVE_INFINITY],
])("with %i beams, logits of %d are an error, not a summary", async (beams, value) => {
  const decode: Decode = async (sequences, origins) => {
    const rows = await chaos(sequences, origins);
    if (sequences[0]?.length === 4) (rows[0] as Float32Array)[5] = value;
    return rows;
  };
  const settings = settingsOf({ num_beams: beams, min_length: 8 });
  await expect(generate(decode, settings)).rejects.toThrow(InvalidLogitsError);
});

test("all tokens forbidden by the graph itself is an error", async () => {
  const decode: Decode = async (sequences) =>
    sequences.map(() => new Float32Array(VOCABULARY).fill(Number.NEGATIVE_INFINITY));
  await expect(generate(decode, settingsOf({}))).rejects.toThrow(InvalidLogitsError);
});

test.each([
  ["no start token", { eos_token_id: 1 }, "decoder_start_token_id"],
  ["no room", { decoder_start_token_id: 0, max_length: 1 }, "max_length"],
  ["more than the positions", { decoder_start_token_id: 0, max_length: 90 }, "max_length"],
])("refuses settings with %s", (_, config, field) => {
  expect(() => resolveSettings(config, {}, 64)).toThrow(
    expect.objectContaining({ name: "SettingsError", field }),
  );
});

test.each([
  [{ num_beams: 0 }, "num_beams"],
  [{ early_stopping: "sometimes" }, "early_stopping"],
  [{ bad_words_ids: [[]] }, "bad_words_ids.0"],
  [{ do_sample: true }, "do_sample"],
  [{ num_beam_groups: 2 }, "num_beam_groups"],
  [{ suppress_tokens: [3] }, "suppress_tokens"],
])("refuses %j in a configuration", (config, field) => {
  expect(() => readGenerationConfig(config, "generation_config.json")).toThrow(
    expect.objectContaining({ field, message: expect.stringContaining("generation_config.json") }),
  );
});

test.each(["forced_bos_token_id", "forced_eos_token_id", "bad_words_ids"])(
  "%s beyond the vocabulary is an error",
  async (field) => {
    const unknown = field === "bad_words_ids" ? [[99]] : 99;
    const settings = settingsOf({ [field]: unknown, min_length: 14 });
    await expect(generate(chaos, settings)).rejects.toThrow(SettingsError);
  },
);
