import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Facts from the YAML at the head of a model's card. */
export interface Card {
  licence: string | undefined;
  languages: string[];
}

/** First lines of licenses that are supplied as a separate file. */
const KNOWN: [RegExp, string][] = [
  [/apache license/i, "Apache-2.0"],
  [/^\s*(the )?mit license/i, "MIT"],
  [/attribution 4\.0 international/i, "CC-BY-4.0"],
  [/gnu general public license/i, "GPL"],
];

/** Reads `README.md` and the license file of a model, if it has them. */
export function readCard(folder: string, names: readonly string[]): Card {
  const readme = names.find((name) => name.toLowerCase() === "readme.md");
  const card = readme ? parseCard(readFileSync(join(folder, readme), "utf8")) : noCard;
  const file = names.find((name) => /^licen[cs]e(\.\w+)?$/i.test(name));
  if (card.licence || !file) return card;
  const text = readFileSync(join(folder, file), "utf8").slice(0, 500);
  const named = KNOWN.find(([pattern]) => pattern.test(text))?.[1];
  return { ...card, licence: named ?? `as in ${file}` };
}

const noCard: Card = { licence: undefined, languages: [] };

/**
 * The two fields in use, in the syntax of the hub's cards: a word, or a list of words.
 *
 *     parseCard("---\nlicense: mit\nlanguage:\n- en\n- zh\n---\n") // mit, [en, zh]
 */
export function parseCard(readme: string): Card {
  const head = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---/.exec(readme)?.[1];
  if (head === undefined) return noCard;
  const [licence] = valuesOf(head, "license");
  const [name] = valuesOf(head, "license_name");
  return {
    licence: licence === "other" ? (name ?? "other") : licence,
    languages: valuesOf(head, "language"),
  };
}

function valuesOf(yaml: string, field: string): string[] {
  const lines = yaml.split(/\r?\n/);
  const at = lines.findIndex((line) => line.startsWith(`${field}:`));
  if (at < 0) return [];
  const inline = clean(lines[at]?.slice(field.length + 1) ?? "");
  if (inline)
    return inline
      .replace(/^\[|\]$/g, "")
      .split(",")
      .map(clean)
      .filter(Boolean);
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => !/^\s*-\s/.test(line));
  return rest.slice(0, end < 0 ? rest.length : end).map((line) => clean(line.replace(/^\s*-/, "")));
}

const clean = (value: string): string => value.trim().replace(/^(['"])(.*)\1$/, "$2");
