import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { expect } from "vitest";

/**
 * The part of the SDK's OpenAPI that says what its calls answer, as Swashbuckle makes it of the
 * controllers and records of its main (e6de58d, May 2025), where it allows no other members.
 */
const document = JSON.parse(readFileSync("test/fixtures/carbon-aware-sdk.json", "utf8"));
const ajv = new Ajv({
  strict: false,
  formats: { ...fullFormats, "time-span": /^(\d+\.)?\d\d:\d\d:\d\d(\.\d{7})?$/ },
});
ajv.addSchema(document, "sdk");

/** Fails unless the SDK's own clients would take this for an answer of the SDK. */
export function expectAsOfSdk(method: "get" | "post", path: string, status: number, body: unknown) {
  const responses = document.paths[path]?.[method]?.responses ?? {};
  expect(Object.keys(responses), `${method} ${path}`).toContain(String(status));
  if (status !== 200) return;
  const pointer = path.replaceAll("/", "~1");
  const validate = ajv.compile({
    $ref: `sdk#/paths/${pointer}/${method}/responses/200/content/application~1json/schema`,
  });
  expect(validate(body) || validate.errors).toBe(true);
}
