import { expect, it } from "vitest";
import { toProblem } from "../../src/api/problem.ts";
import { MAX_SENTENCES, TooManySentencesError } from "../../src/summarizer/text/document.ts";

it("a document of more sentences than any prose has is 422, and says how many are read", () => {
  expect(toProblem(new TooManySentencesError())).toMatchObject({
    status: 422,
    type: "urn:greengist:problem:too-many-sentences",
    field: "text",
    detail: expect.stringContaining(String(MAX_SENTENCES)),
  });
});
