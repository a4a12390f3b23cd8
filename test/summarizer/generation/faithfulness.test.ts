import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  copyRate,
  newName,
  newNumber,
  statedIn,
  whyUnfaithful,
} from "../../../src/summarizer/generation/faithfulness.ts";

const CONFIDENCE = { minMeanLogProbability: -1, minCopyRate: 0.5 };
const SOURCE =
  "The harbour town of Kelsmouth will build 6 turbines by 2027. The officials said on Tuesday that the " +
  "€2.4 million plan had nine votes. Mayor Ines Okafor thanked the WHO's Dr. Lindqvist.";
const 来源 = "凯尔港将在2027年建成六台水轮机，耗资240万欧元。Okafor市长感谢OpenAI的工程师。";

const verdict = (summary: string, source = SOURCE, meanLogProbability = -0.1) =>
  whyUnfaithful({ source, summary, meanLogProbability }, CONFIDENCE);

describe("a faithful summary", () => {
  it.each([
    "Kelsmouth will build 6 turbines.",
    "Kelsmouth will build six turbines by 2027.",
    'The mayor said, "We will build 6 turbines."',
    "The plan of €2,400,000 had 9 votes.",
    "Official votes on the plan: nine. Okafor thanked the WHO.",
    "Turbines: Mayor Okafor's plan had nine votes on Tuesday.",
    "One of the turbines will be built by 2027.",
  ])("passes: %s", (summary) => expect(verdict(summary)).toBeNull());

  it.each([
    "凯尔港将建成6台水轮机。",
    "Okafor感谢OpenAI，耗资240万欧元。",
    "一台水轮机将在2027年建成。",
  ])("passes in Chinese: %s", (summary) => expect(verdict(summary, 来源)).toBeNull());
});

describe("an invention", () => {
  it.each([
    ["Kelsmouth will build 7 turbines.", "the number 7"],
    ["Kelsmouth will build 60 turbines.", "the number 60"],
    ["The plan of €2.4 billion had nine votes.", "the number 2.4 billion"],
    ["The plan had eleven votes by 2027.", "the number eleven"],
    ["A dozen turbines by 2027.", "the number dozen"],
    ["Mayor Ines Johnson thanked the WHO.", "Johnson"],
    ["Johnson thanked the WHO.", "Johnson"],
    ["The turbines of Kelsmouth had votes on Wednesday.", "Wednesday"],
    ["The UN had nine votes.", "UN"],
    ["The plan of Will had nine votes.", "Will"],
    ['Okafor said "Norway had nine votes".', "Norway"],
  ])("does not pass: %s", (summary, invented) => {
    expect(verdict(summary)).toBe(`it wrote ${invented}, which is not in the text`);
  });

  it.each([
    ["凯尔港将建成7台水轮机。", "the number 7"],
    ["凯尔港将建成九台水轮机。", "the number 九"],
    ["耗资240亿欧元。", "the number 240亿"],
    ["Google市长感谢工程师。", "Google"],
    ["openssl的工程师。", "openssl"],
  ])("does not pass in Chinese: %s", (summary, invented) => {
    expect(verdict(summary, 来源)).toBe(`it wrote ${invented}, which is not in the text`);
  });
});

describe("a quantity put together from the parts of others", () => {
  it.each([
    ["won 3-1 after leading 1-0", "won 3-0 in the end", "3-0"],
    ["from 9:15 to 17:40", "until 17:15", "17:15"],
    ["rose 5% while 300 people left", "rose 300%", "300 percent"],
  ])("does not pass: %s", (source, summary, measure) => {
    expect(verdict(summary, source)).toMatch(measure);
  });

  it("passes as a part of a Chinese date", () => {
    expect(verdict("2027年建成六台水轮机。", "凯尔港将在2027年5月建成六台水轮机。")).toBeNull();
  });
});

describe("a summary that is not worth showing", () => {
  it.each([
    ["", "it wrote no words"],
    [" .,! ", "it wrote no words"],
    ["The harbour\uFFFD town", "it wrote broken characters"],
    ["The harbour\u0000 town", "it wrote broken characters"],
    ["the quick brown fox jumps over everything", "only 14% of its words are in the text"],
  ])("says so of %j", (summary, why) => expect(verdict(summary)).toBe(why));

  it("is one that the writer was not sure of", () => {
    const summary = "Kelsmouth will build 6 turbines.";
    expect(verdict(summary, SOURCE, -1)).toBeNull();
    expect(verdict(summary, SOURCE, -1.01)).toBe("it was not sure enough");
    expect(verdict(summary, SOURCE, Number.NaN)).toBe("it was not sure enough");
  });
});

const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 12 });
const anyText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  words.map((list) => list.join(" ")),
);
const number = fc.oneof(
  fc.nat(1e9).map(String),
  fc.nat(1e9).map((value) => value.toLocaleString("en")),
  fc.tuple(fc.nat(999), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`),
  fc
    .nat(9999)
    .map((value) =>
      String(value).replace(/\d/g, (digit) => "０１２３４５６７８９"[Number(digit)] as string),
    ),
);

describe("whatever is written", () => {
  it("a number that is not in the text never passes", () => {
    fc.assert(
      fc.property(anyText, number, anyText, anyText, (source, invented, before, after) => {
        const digits = invented.normalize("NFKC").replace(/\D/g, "");
        const text = source.normalize("NFKC");
        // The text contains it in no notation: none of its digits follow each other there.
        fc.pre(!text.replace(/\D/g, "").includes(digits));
        fc.pre(
          !/(teen|ty|one|two|three|four|five|six|seven|eight|nine|ten|zero|lve|red|and|ion)/iu.test(
            text,
          ),
        );
        fc.pre(!/[零〇一二两三四五六七八九十百千万亿]/u.test(text));
        expect(newNumber(statedIn(source), `${before} ${invented} ${after}`)).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it("a name that is not in the text never passes", () => {
    fc.assert(
      fc.property(words, fc.stringMatching(/^[A-Z][a-z]{2,9}$/), words, (source, name, summary) => {
        fc.pre(!source.some((word) => word.startsWith(name.toLowerCase().slice(0, 3))));
        expect(newName(statedIn(source.join(" ")), `${summary.join(" ")} ${name}`)).toBe(name);
      }),
      { numRuns: 1_000 },
    );
  });

  it("the text itself has nothing new, and is copied", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(newNumber(statedIn(text), text)).toBeNull();
        expect(newName(statedIn(text), text)).toBeNull();
        expect(copyRate(text, text)).toBe(1);
      }),
      { numRuns: 1_000 },
    );
  });
});
