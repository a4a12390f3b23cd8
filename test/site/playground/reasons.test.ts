import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { decide } from "../../../src/placement/decide.ts";
import { reasonBeside, reasonIn } from "../../../src/site/playground/reasons.ts";
import { whyUnfaithful } from "../../../src/summarizer/generation/faithfulness.ts";
import { anyInput } from "../../placement/inputs.ts";

const CONFIDENCE = { minMeanLogProbability: -1, minCopyRate: 0.5 };

const figuresIn = (text: string): string[] => text.match(/\d+(?:\.\d+)?/g) ?? [];

it("says every reason of a decision in Chinese, with the same figures", () => {
  fc.assert(
    fc.property(
      anyInput,
      fc.boolean(),
      fc.constantFrom("light", "heavy"),
      (input, canStay, weight) => {
        const { reason, candidates } = decide({
          ...input,
          weight,
          ...(!canStay && { canStay: false }),
        });
        for (const english of [reason, ...candidates.map(({ why }) => why)]) {
          const { text, lang } = reasonIn("zh", english);
          expect(lang, english).toBe("zh");
          expect(text).toMatch(/\p{Script=Han}/u);
          expect(figuresIn(text).sort()).toEqual(figuresIn(english).sort());
        }
      },
    ),
    { numRuns: 1000 },
  );
});

it("leaves what it does not know, and English pages, as they are", () => {
  const unknown = "Stayed at the edge: the moon is full.";
  expect(reasonIn("zh", unknown)).toEqual({ text: unknown, lang: "en" });
  expect(reasonIn("en", unknown)).toEqual({ text: unknown, lang: "en" });
});

it("begins a move with what speaks for it, and names the regions", () => {
  const moved =
    "Moved to aws:eu-north-1 (SE-SE3), which emits 77% less than staying and adds 173 ms.";
  expect(reasonBeside("en", moved).text).toBe("It emits 77% less than staying and adds 173 ms.");
  expect(reasonBeside("zh", moved).text).toBe("该区域比留在边缘少排放 77%，增加 173 毫秒。");
  const held =
    "Held out at the edge to measure the saving: aws:eu-north-1 emits 77% less than staying.";
  expect(reasonBeside("en", held).text).toContain("saving: Stockholm emits");
  expect(reasonBeside("zh", held).text).toContain("斯德哥尔摩");
  expect(reasonBeside("en", "apac-ne gave no usable answer, so apac did the work.").text).toBe(
    "Northeast Asia gave no usable answer, so Asia-Pacific did the work.",
  );
});

it("says in Chinese what the check of a written text found", () => {
  const claims = [
    ["The bus left.", ""],
    ["The bus left.", "\ufffd the bus"],
    ["The bus left at 7.", "The bus left at 9."],
    ["The cable is 7 km long, and 9 m deep.", "The cable is 7 m long."],
    ["The bus left with Ann.", "The bus left with Bob."],
    ["The bus left.", "The (bus left."],
    ["The bus left.", "Every vehicle departed entirely"],
  ] as const;
  const found = claims.map(([source, summary]) =>
    whyUnfaithful({ source, summary, meanLogProbability: -0.1 }, CONFIDENCE),
  );
  found.push(
    whyUnfaithful({ source: "A bus.", summary: "A bus.", meanLogProbability: -9 }, CONFIDENCE),
  );
  expect(new Set(found.map((one) => one?.replace(/\W?\b(\d+%?|Bob|7 m)\b/g, ""))).size).toBe(
    found.length,
  );
  for (const why of found) {
    expect(why).not.toBeNull();
    const { text, lang } = reasonIn("zh", `Fell back to the text's own sentences: ${why}.`);
    expect(lang, String(why)).toBe("zh");
    expect(text).toMatch(/^改用原文的句子：/);
  }
  for (const reason of [
    "As asked.",
    "As asked: of 3 sentences 1 rewritten, 0 trimmed, 2 left whole.",
    "As asked; the writer read the 7 most salient of 20 sentences.",
    "As asked; the headline is about one of the most salient sentences.",
    "As asked; the headline is the text's own title.",
    'Fell back to the text\'s own sentences: no model was trained to write "de".',
    "Fell back to the text's own sentences: no clause of the text is short enough.",
    "Fell back to the text's own sentences: it wrote none.",
    "Fell back to the text's own sentences: no place that has the writer gave a usable answer.",
  ]) {
    const { text, lang } = reasonIn("zh", reason);
    expect(lang, reason).toBe("zh");
    expect(figuresIn(text).sort()).toEqual(figuresIn(reason).sort());
  }
});

it("says in Chinese each objection to a headline", () => {
  const sources = ["headline.ts", "checks.ts"].map((file) =>
    readFileSync(`src/summarizer/rewrite/${file}`, "utf8"),
  );
  const objections = sources.flatMap((source) =>
    [...source.matchAll(/"(its? [^"]+)"/g)].map(([, objection]) => objection as string),
  );
  expect(objections.length).toBeGreaterThan(15);
  for (const objection of [
    ...objections,
    "its attribution changed",
    'the sentence does not have "harbour"',
    'it leaves out "not", which belongs to what stays',
  ]) {
    const reason = `Fell back to the text's own sentences: ${objection}.`;
    expect(reasonIn("zh", reason).lang, objection).toBe("zh");
  }
});
