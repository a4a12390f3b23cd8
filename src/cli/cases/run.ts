import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Case, caseFile, failuresOf } from "./check.ts";

/** The result of one case. */
export interface CaseResult {
  /** The file's name without its extension. */
  name: string;
  /** The part of the name before the first hyphen. */
  kind: string;
  /** Empty if it passed. */
  failures: string[];
  /** The answer, for human readers. */
  got: string;
}

/**
 * Every case file of a folder, by name.
 * @throws Error naming a file that is not a case
 */
export function readCases(folder: string): { name: string; one: Case }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      try {
        const one = caseFile.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
        return { name: file.replace(/\.json$/, ""), one };
      } catch (error) {
        throw new Error(`${file} is not a case: ${(error as Error).message}`);
      }
    });
}

/** Sends one case to the server at `url`. */
export async function runCase(name: string, one: Case, url: string): Promise<CaseResult> {
  const [method = "POST", path = "/"] = one.endpoint.split(" ");
  const isText = typeof one.body === "string";
  const response = await fetch(new URL(path, url), {
    method,
    headers: { "content-type": isText ? "text/plain" : "application/json", ...one.headers },
    ...(method !== "GET" && { body: isText ? (one.body as string) : JSON.stringify(one.body) }),
  });
  const text = await response.text();
  const body = parsed(text);
  return {
    name,
    kind: name.split("-")[0] as string,
    failures: failuresOf(one.check, { status: response.status, body }),
    got: (body as { summary?: string }).summary ?? text.slice(0, 500),
  };
}

/**
 * Lines of a report: each failure, then the number passed by kind, then the total.
 *
 *     num    4 of 5
 *     all    4 of 5
 */
export function report(outcomes: readonly CaseResult[]): string[] {
  const failed = outcomes.filter(({ failures }) => failures.length > 0);
  const kinds = Map.groupBy(outcomes, ({ kind }) => kind);
  const row = (kind: string, some: readonly CaseResult[]) => {
    const passed = some.filter(({ failures }) => failures.length === 0).length;
    return `${kind.padEnd(10)} ${passed} of ${some.length}`;
  };
  return [
    ...failed.flatMap(({ name, failures, got }) => [
      `FAILED ${name}: ${failures.join("; ")}`,
      `  got ${JSON.stringify(got)}`,
    ]),
    ...[...kinds].map(([kind, some]) => row(kind, some)),
    row("all", outcomes),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
