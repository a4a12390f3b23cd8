import { colos } from "../../placement/colos.ts";
import { pick, randomFrom } from "./random.ts";
import { type DemoLanguage, textOf } from "./texts.ts";

/** One request of the demo's day. */
export interface DemoRequest {
  /** When it is to have come in, milliseconds since the epoch. */
  atMs: number;
  /** Cloudflare location that is to have taken it. */
  colo: string;
  /** Body of `POST /v1/summarize`. */
  body: {
    text: string;
    length: "short" | "medium" | "long";
    format: "paragraph" | "key-points" | "headline";
    region: string;
  };
}

const HOUR_MS = 3_600_000;
/** A little less than a day, so that the page's last 24 whole hours show all of it. */
const DAY_HOURS = 22.5;

/** Where callers are: a location, what they write, and how many they are. */
const EDGES: readonly { colo: string; language: DemoLanguage; weight: number }[] = [
  { colo: "FRA", language: "en", weight: 4 },
  { colo: "CDG", language: "en", weight: 3 },
  { colo: "LHR", language: "en", weight: 3 },
  { colo: "ARN", language: "en", weight: 1 },
  { colo: "WAW", language: "en", weight: 2 },
  { colo: "IAD", language: "en", weight: 4 },
  { colo: "SJC", language: "en", weight: 3 },
  { colo: "GRU", language: "en", weight: 1 },
  { colo: "SIN", language: "zh", weight: 3 },
  { colo: "HKG", language: "zh", weight: 3 },
  { colo: "NRT", language: "en", weight: 2 },
  { colo: "SYD", language: "en", weight: 2 },
];

/** Of a day's requests, these shares are heavy, and placed by name. */
const HEAVY_SHARE = 0.05;
const NAMED_SHARE = 0.06;
const HEAVY_CHARACTERS = { min: 140_000, max: 320_000 };
const LIGHT_CHARACTERS = { min: 700, max: 16_000 };

const NAMED_REGIONS = ["weur", "eeur", "wnam", "enam", "apac-ne", "oc"] as const;

/** `count` requests of the day before `untilMs`, in order of time; the same for the same seed. */
export function dayOf(untilMs: number, count: number, seed = 1): DemoRequest[] {
  const random = randomFrom(seed);
  const chances = EDGES.flatMap((edge) => new Array<typeof edge>(edge.weight).fill(edge));
  const requests: DemoRequest[] = [];
  while (requests.length < count) {
    const edge = pick(chances, random);
    const atMs = Math.floor(untilMs - random() * DAY_HOURS * HOUR_MS);
    if (random() > busyness(atMs, colos.get(edge.colo)?.longitude ?? 0)) continue;
    const { min, max } = random() < HEAVY_SHARE ? HEAVY_CHARACTERS : LIGHT_CHARACTERS;
    // Squared, so that short texts are many and long ones few.
    const characters = Math.round(min + (max - min) * random() ** 2);
    requests.push({
      atMs,
      colo: edge.colo,
      body: {
        text: textOf(edge.language, characters, random),
        length: pick(["short", "medium", "medium", "long"] as const, random),
        format: pick(["paragraph", "paragraph", "key-points", "headline"] as const, random),
        region: random() < NAMED_SHARE ? pick(NAMED_REGIONS, random) : "auto",
      },
    });
  }
  return requests.sort((one, other) => one.atMs - other.atMs);
}

/** How likely somebody is at work there: nearly nobody at 4, most at 16 by the sun. */
function busyness(atMs: number, longitude: number): number {
  const hour = ((atMs / HOUR_MS + longitude / 15) % 24) - 4;
  return 0.08 + 0.92 * Math.sin((Math.PI * ((hour + 24) % 24)) / 24) ** 2;
}
