import { describe, expect, it } from "vitest";
import { standIns } from "../../../src/summarizer/rewrite/stand-in.ts";

const SENTENCE =
  "The mayor of Kelsmouth, who was elected in May, opened the new quay, leaving the old one to the fishermen.";

describe("what may stand in for a sentence", () => {
  it("is the shortest of what the writer and the rules made of it, and at last itself", () => {
    const written = ["The mayor of Kelsmouth, who was elected in May, opened the new quay."];
    expect(standIns(SENTENCE, written, "en")).toEqual([
      { text: "The mayor of Kelsmouth opened the new quay.", how: "trimmed" },
      { text: written[0], how: "rewritten" },
      { text: SENTENCE, how: "whole" },
    ]);
  });

  it.each([
    ["is longer", `${SENTENCE} And so on.`],
    ["skips to a like word", "The mayor of Kelsmouth, leaving the old one to the fishermen."],
    ["has a word of its own", "The mayor of Kelsmouth inaugurated the new quay."],
    ["breaks off", "The mayor of Kelsmouth, who was elected in."],
  ])("is nothing that %s", (_, text) => {
    expect(standIns(SENTENCE, [text], "en").map(({ how }) => how)).toEqual(["trimmed", "whole"]);
  });

  it("is the sentence alone where nothing can go", () => {
    expect(standIns("The quay is open.", ["The quay."], "en")).toEqual([
      { text: "The quay is open.", how: "whole" },
    ]);
  });
});
