import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newName, newNumber, statedIn } from "../../src/summarizer/generation/faithfulness.ts";
import { faithfulDraft } from "../../src/summary/draft.ts";

const SOURCE =
  "The ferry to Kelsmouth carries two hundred cars. It sails at 9.30. 渡轮载二百辆车。";

async function told(pieces: readonly string[], source = SOURCE): Promise<string[]> {
  const passed: string[] = [];
  const take = faithfulDraft(source, (piece) => {
    passed.push(piece);
  });
  for (const piece of pieces) await take(piece);
  return passed;
}

describe("a draft", () => {
  it("is told in whole words", async () => {
    expect(await told(["The fer", "ry car", "ries ", "cars."])).toEqual([
      "The ",
      "ferry ",
      "carries ",
    ]);
  });

  it("is told in Chinese as it comes", async () => {
    expect(await told(["渡轮", "载车"])).toEqual(["渡轮", "载车"]);
  });

  it("waits where a number may yet become another", async () => {
    expect(await told(["It carries two ", "hundred ", "cars "])).toEqual([
      "It carries two hundred ",
      "cars ",
    ]);
    expect(await told(["载二", "百", "辆"])).toEqual(["载二百", "辆"]);
  });

  it.each([
    [["It carries 3", "00 ", "cars "], ["It carries "]],
    [["The ferry ", "to Oslo ", "carries cars "], ["The ferry "]],
  ])("ends where something is made up: %j", async (pieces, expected) => {
    expect(await told(pieces)).toEqual(expected);
  });

  it("never states what the source does not, and is the start of what is written", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "two ",
        "hundred ",
        "Oslo ",
        "Kels",
        "mouth ",
        "9.",
        "30 ",
        "7",
        "二",
        "百",
        ".",
      ),
      fc.string({ maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const draft = (await told(pieces)).join("");
        expect(pieces.join("").startsWith(draft)).toBe(true);
        expect(newNumber(statedIn(SOURCE), draft)).toBeNull();
        expect(newName(statedIn(SOURCE), draft)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });
});
