import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConversation } from "../../../../src/api/dialects/chat/conversation.ts";
import { DOC, PROMPTS, WHOLE, WITHOUT_DOCUMENT } from "./prompts.ts";

const user = (text: string) => [{ role: "user" as const, text }];

describe("a conversation", () => {
  it.each(Object.entries(PROMPTS))(
    "%s: document and wishes are found",
    (_, [turns, wishes, document = DOC]) => {
      expect(readConversation(turns)).toEqual({ document, wishes });
    },
  );

  it.each(WHOLE)("is all document: %j", (text) => {
    expect(readConversation(user(text)).document).toBe(text);
    const asked = [{ role: "system" as const, text: "Summarize." }, ...user(text)];
    expect(readConversation(asked).document).toBe(text);
  });

  it.each(WITHOUT_DOCUMENT)("holds no document: %j", (text) => {
    expect(readConversation(user(text)).document).toBe("");
    const asked = [
      { role: "system" as const, text: "You are a helpful assistant." },
      ...user(text),
    ];
    expect(readConversation(asked).document).toBe("");
  });

  it("loses nothing between the instructions", () => {
    const text = fc.string({ minLength: 1, maxLength: 200 }).filter((one) => /\p{L}/u.test(one));
    fc.assert(
      fc.property(text, (tail) => {
        const body = `The ferry left the harbour at dawn and nobody saw it go. ${tail} It came back with salt.`;
        const { document } = readConversation(user(`Summarize this text:\n\n${body}`));
        expect(document.replace(/\s/g, "")).toBe(body.replace(/\s/g, ""));
      }),
      { examples: [["Q:"]] },
    );
  });

  it.each([
    ["colons", ":"],
    ["instructions", "Summarize. "],
    ["open tags", "<a>"],
    ["quotes", '"""'],
    ["backticks", "```"],
    ["lines of dashes", "---\n"],
    ["labels", "Text:\n"],
    ["numbers", "3 "],
    ["negations", "do not "],
    ["one long word", "a"],
    ["Han", "请总结"],
    ["line breaks", "\n"],
    ["wishes", "no more than 3 words "],
  ])("of %s is read", (_, piece) => {
    // A reader slower than linear would not end in time; `npm run bench:hostile` measures how time grows.
    const text = piece.repeat(Math.ceil(400_000 / piece.length));
    const { document } = readConversation(user(text));
    expect(document.length).toBeLessThanOrEqual(text.length);
  });
});
