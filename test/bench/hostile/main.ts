import { RefusedError } from "../../../src/contract/refused.ts";
import { READERS } from "./readers.ts";
import { CATALOGUE, type Shape } from "./shapes.ts";

/**
 * `npm run bench:hostile`: the growth of CPU time with the size of deliberately slow inputs, from 10 kB to 1 MB, and
 * the maximum time of an input. Arguments select shapes by a part of their names. Fails if time grows faster than the
 * size of an input, or if an input takes too long.
 */
const MAX_EXPONENT = 1.15;
const MAX_CPU_SECONDS = 2;
const SIZES = [10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000, 1_000_000];
/** Once an input takes this long, larger ones are left out. */
const STOP_CPU_SECONDS = 4;
/** The least of several tries counts, since others' work and garbage collection only ever add to it. */
const MAX_TRIES = 5;
const ENOUGH_CPU_SECONDS = 2;
/** Times below this are mostly the clock's grain and garbage collection. */
const MIN_CPU_SECONDS = 0.005;

interface Found {
  exponent: number;
  worstSeconds: number;
  characters: number;
  end: string;
}

async function cpuSecondsOf(
  shape: Shape,
  input: string,
): Promise<{ seconds: number; end: string }> {
  const before = process.cpuUsage();
  let end = "read";
  try {
    await READERS[shape.target](input);
  } catch (error) {
    if (error instanceof RefusedError) end = error.type;
    else end = error instanceof Error ? error.name : "error";
  }
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, end };
}

async function measure(shape: Shape): Promise<Found> {
  const points: [logSize: number, logSeconds: number][] = [];
  const found: Found = { exponent: 0, worstSeconds: 0, characters: 0, end: "" };
  for (const size of SIZES) {
    const input = shape.of(size);
    let best = await cpuSecondsOf(shape, input);
    for (
      let spent = best.seconds, tries = 1;
      tries < MAX_TRIES && spent < ENOUGH_CPU_SECONDS;
      tries++
    ) {
      const again = await cpuSecondsOf(shape, input);
      spent += again.seconds;
      if (again.seconds < best.seconds) best = again;
    }
    found.end = best.end;
    found.characters = input.length;
    found.worstSeconds = Math.max(found.worstSeconds, best.seconds);
    if (best.seconds > MIN_CPU_SECONDS)
      points.push([Math.log(input.length), Math.log(best.seconds)]);
    if (best.seconds > STOP_CPU_SECONDS) break;
  }
  return { ...found, exponent: slopeOf(points) };
}

/** Over fewer sizes, a step at the size of a cache looks like growth. */
const MIN_POINTS = 4;

/** Slope of the least-squares line; 0 if there are too few points. */
function slopeOf(points: readonly [number, number][]): number {
  if (points.length < MIN_POINTS) return 0;
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [mean(points.map(([one]) => one)), mean(points.map(([, one]) => one))];
  const covariance = points.reduce((sum, [one, other]) => sum + (one - x) * (other - y), 0);
  return covariance / points.reduce((sum, [one]) => sum + (one - x) ** 2, 0);
}

const wanted = process.argv.slice(2);
const chosen = CATALOGUE.filter(
  ({ target, name }) =>
    wanted.length === 0 || wanted.some((part) => `${target} ${name}`.includes(part)),
);
console.log(`${CATALOGUE.length} shapes, ${chosen.length} chosen; node ${process.version}\n`);
console.log("| input | shape | exponent | worst, s of CPU | at characters | ends as | |");
console.log("|---|---|---|---|---|---|---|");
let offenders = 0;
for (const shape of chosen) {
  const { exponent, worstSeconds, characters, end } = await measure(shape);
  const isUnforeseen = end === "RangeError" || end === "TypeError" || end === "Error";
  const isOffender = exponent > MAX_EXPONENT || worstSeconds > MAX_CPU_SECONDS || isUnforeseen;
  if (isOffender) offenders++;
  const cells = [
    shape.target,
    shape.name,
    exponent.toFixed(2),
    worstSeconds.toFixed(3),
    characters,
    end,
    isOffender ? "**over**" : "",
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
console.log(
  `\n${offenders} of ${chosen.length} grow faster than ${MAX_EXPONENT} or take more than ${MAX_CPU_SECONDS} s.`,
);
process.exitCode = offenders > 0 ? 1 : 0;
