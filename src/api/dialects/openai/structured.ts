import { InvalidRequestError } from "../../../contract/request.ts";
import type { SummaryAnswer } from "../../../contract/summary.ts";
import { layOut } from "../../../summarizer/text/layout.ts";

/** The answer format that a caller asked for; `field` names it in errors. */
export interface Structure {
  schema: Readonly<Record<string, unknown>> | undefined;
  field: string;
}

type StructuredSummary = Pick<SummaryAnswer, "summary" | "sentences" | "language">;
/** The properties that a summary can provide. */
type SummaryPart = "summary" | "points" | "title" | "language";

/** Names that schemas use for the parts of a summary, without underscores. */
const PARTS: Readonly<Record<string, SummaryPart>> = {
  summary: "summary",
  text: "summary",
  abstract: "summary",
  content: "summary",
  answer: "summary",
  result: "summary",
  output: "summary",
  description: "summary",
  overview: "summary",
  keypoints: "points",
  points: "points",
  bullets: "points",
  bulletpoints: "points",
  highlights: "points",
  takeaways: "points",
  keytakeaways: "points",
  sentences: "points",
  title: "title",
  headline: "title",
  language: "language",
};

interface Property {
  name: string;
  part: SummaryPart;
  isList: boolean;
}

const DEFAULT: readonly Property[] = [
  { name: "title", part: "title", isList: false },
  { name: "summary", part: "summary", isList: false },
  { name: "key_points", part: "points", isList: true },
];

/**
 * The properties of a summary that a JSON schema asks for; without a schema: title, summary and key points.
 * @throws InvalidRequestError if the schema requires a property that a summary does not have
 */
export function propertiesOf({ schema, field }: Structure): readonly Property[] {
  if (schema === undefined) return DEFAULT;
  const properties = schema.properties;
  if (typeof properties !== "object" || properties === null)
    throw notOfSummary(field, "properties");
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).flatMap(([name, property]): Property[] => {
    const part = partOf(name);
    const types = typesOf(property);
    const isList = types.includes("array") && isOfStrings(property);
    if (part !== undefined && (isList || types.includes("string") || types.length === 0)) {
      return [{ name, part, isList }];
    }
    if (required.includes(name)) throw notOfSummary(field, name);
    return [];
  });
}

/**
 * The JSON schema that a message states in its text, as instructor and LangChain write it for clients that want JSON;
 * undefined if none does.
 */
export function schemaIn(texts: readonly string[]): Structure["schema"] {
  for (const text of texts) {
    try {
      const stated = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
      if (stated.type === "object" && typeof stated.properties === "object") return stated;
    } catch {
      // Braces of something else.
    }
  }
  return undefined;
}

/** A summary as JSON with these properties. */
export function toJson(answer: StructuredSummary, properties: readonly Property[]): string {
  return JSON.stringify(
    Object.fromEntries(
      properties.map(({ name, part, isList }) => {
        const value = contentOf(answer, part);
        if (isList) return [name, Array.isArray(value) ? value : [value]];
        return [name, Array.isArray(value) ? layOut(value, "paragraph") : value];
      }),
    ),
  );
}

function contentOf(
  { summary, sentences, language }: StructuredSummary,
  part: SummaryPart,
): string | string[] {
  const texts = sentences.map(({ text }) => text.replace(/\s+/g, " "));
  switch (part) {
    case "summary":
      return texts.length > 0 ? layOut(texts, "paragraph") : summary;
    case "points":
      return texts.length > 0 ? texts : [summary];
    case "language":
      return language;
    case "title": {
      const best = sentences.toSorted((a, b) => b.score - a.score)[0];
      return layOut([best?.text ?? summary], "headline");
    }
  }
}

function partOf(name: string): SummaryPart | undefined {
  const bare = name.toLowerCase().replaceAll(/[_\s-]/g, "");
  return Object.hasOwn(PARTS, bare) ? PARTS[bare] : undefined;
}

/** The types that a property may have, including those in `anyOf`. */
function typesOf(property: unknown): string[] {
  const { type, anyOf } = (property ?? {}) as { type?: unknown; anyOf?: unknown };
  const own = Array.isArray(type) ? type : type === undefined ? [] : [type];
  const others = Array.isArray(anyOf) ? anyOf.map((one) => (one as { type?: unknown })?.type) : [];
  return [...own, ...others].filter((one): one is string => typeof one === "string");
}

function isOfStrings(property: unknown): boolean {
  const { items } = property as { items?: unknown };
  return items === undefined || typesOf(items).length === 0 || typesOf(items).includes("string");
}

const notOfSummary = (field: string, name: string) =>
  new InvalidRequestError(
    "invalid-field",
    `${field}: "${name.slice(0, 60)}" is not part of a summary; a schema may ask for summary, key_points, title and language.`,
    field,
  );
