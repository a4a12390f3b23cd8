import { existsSync, readFileSync, writeFileSync } from "node:fs";
import recheck from "recheck/lib/browser.js";
import { expressionsIn, type Found, rooms } from "./find.ts";
import { BOUNDED, BOUNDED_ROOMS, MADE, UNDECIDED } from "./reviewed.ts";

/**
 * `npm run check:expressions`: the time of every regular expression in the Worker grows at most linearly with its
 * input, except for reviewed expressions. If the checker cannot decide an expression, it tries again with more time. If
 * that fails as well, the expression is reported as undecided, separately from findings, because time may run out on a
 * busy machine. Results are stored in decided.json, which is committed, so that only new expressions are checked.
 */
type Verdict = "linear" | "superlinear" | "exponential" | "undecided";

const TIMES_MS = [10_000, 60_000];
const DECIDED = "test/expressions/decided.json";

const decided: Record<string, Verdict> = existsSync(DECIDED)
  ? JSON.parse(readFileSync(DECIDED, "utf8"))
  : {};

function verdictOf({ pattern, flags }: Found, isBounded: boolean): Verdict {
  const key = `/${pattern}/${flags}`;
  const known = decided[key];
  if (known) return known;
  // An expression with known short input needs no second attempt.
  for (const timeout of isBounded ? TIMES_MS.slice(0, 1) : TIMES_MS) {
    const found = recheck.checkSync(pattern, flags, { timeout, randomSeed: 7 });
    if (found.status === "unknown" && !isBounded) continue;
    const verdict: Verdict =
      found.status === "safe"
        ? "linear"
        : found.status === "unknown"
          ? "undecided"
          : found.complexity.type === "exponential"
            ? "exponential"
            : "superlinear";
    decided[key] = verdict;
    writeFileSync(DECIDED, JSON.stringify(decided, null, 2));
    return verdict;
  }
  return "undecided";
}

const found = rooms().map((file) => ({ file, ...expressionsIn(file) }));
const literals = found.flatMap((room) => room.literals);
const nameOf = ({ file, pattern, flags }: Found) => `${file} /${pattern}/${flags}`;
const faults: string[] = [];

if (literals.length < 50) faults.push(`only ${literals.length} expressions were found`);
for (const { file, made } of found) {
  if (made > 0 && !(file in MADE))
    faults.push(`${file} makes an expression, which nobody reviewed`);
}
for (const file of Object.keys(MADE)) {
  if (!found.some((room) => room.file === file && room.made > 0)) {
    faults.push(`${file} makes no expression any more: take it off the list`);
  }
}
const counts: Record<Verdict, number> = { linear: 0, superlinear: 0, exponential: 0, undecided: 0 };
for (const literal of literals) {
  const name = nameOf(literal);
  const isBounded = name in BOUNDED || literal.file in BOUNDED_ROOMS;
  const verdict = verdictOf(literal, isBounded);
  counts[verdict]++;
  if (verdict === "exponential") faults.push(`${name} is exponential`);
  if (verdict === "superlinear" && !isBounded) faults.push(`${name} is superlinear`);
  if (verdict === "undecided" && !isBounded && !(name in UNDECIDED)) {
    faults.push(`${name} is undecided: review it, or check it on an idle machine`);
  }
  if (verdict === "linear" && name in BOUNDED)
    faults.push(`${name} is linear: take it off the list`);
}
const names = new Set(literals.map(nameOf));
for (const name of [...Object.keys(BOUNDED), ...Object.keys(UNDECIDED)]) {
  if (!names.has(name)) faults.push(`${name} no longer exists: remove it from the list`);
}
console.log(`${literals.length} regular expressions: ${JSON.stringify(counts)}`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
