/**
 * A fixture of texts.json: a text, or a rule that makes one (models/recipe/fixtures/record_scores.py reads it in the
 * same way).
 */
export type FixtureText =
  | { name: string; text: string }
  | {
      name: string;
      pattern: string;
      words: string[];
      repeat: number;
      joiner: string;
      end?: string;
    };

/** The text of a fixture: `pattern` filled with {n} and {word}, `repeat` times. */
export function textOf(entry: FixtureText): string {
  if ("text" in entry) return entry.text;
  const { pattern, words, repeat, joiner, end } = entry;
  const part = (n: number) =>
    pattern.replaceAll("{n}", String(n)).replaceAll("{word}", words[(n * n) % words.length] ?? "");
  return Array.from({ length: repeat }, (_, n) => part(n)).join(joiner) + (end ?? "");
}
