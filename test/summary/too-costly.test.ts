import { expect, it } from "vitest";
import { toProblem } from "../../src/api/problem.ts";
import { MAX_SENTENCES, refuseTooManySentences } from "../../src/summary/too-costly.ts";

it("a document of more sentences than any prose has is 422, and says how many are read", () => {
  refuseTooManySentences(MAX_SENTENCES);
  try {
    refuseTooManySentences(MAX_SENTENCES + 1);
    expect.unreachable();
  } catch (error) {
    expect(toProblem(error)).toMatchObject({
      status: 422,
      type: "urn:greengist:problem:too-many-sentences",
      field: "text",
      detail: expect.stringContaining(String(MAX_SENTENCES)),
    });
  }
});
