import { colos } from "../../placement/colos.ts";
import { pick, randomFrom } from "./random.ts";
import { type DemoLanguage, textOf } from "./texts.ts";

/** One request of the demo's day. */
export interface DemoRequest {
  /** Simulated time of arrival, in milliseconds since the epoch. */
  atMs: number;
  /** Simulated Cloudflare location of arrival. */
  colo: string;
  /** Whether one of the regions is down at that time. */
  isOutage: boolean;
  /** Body of `POST /v1/summarize`. */
  body: {
    text: string;
    length: "short" | "medium" | "long";
    format: "paragraph" | "key-points" | "headline";
    mode: "extractive" | "abstractive";
    /** "auto", "edge" or a region's id. */
    region: string;
  };
}

const HOUR_MS = 3_600_000;
/** Slightly less than a day, so that the page's last 24 whole hours show all of it. */
const DAY_HOURS = 22.5;

/** A region is down from this many hours before the day's end until this many. */
const OUTAGE_HOURS = { from: 11, to: 8 };

/** Groups of callers: a location, the language of their texts, and their share of requests. */
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

/** Share of requests that ask for a written summary, which is heavy, and share of those that ask for the edge. */
const WRITTEN_SHARE = 0.16;
const EDGE_SHARE = 0.03;
const WRITTEN_CHARACTERS = { min: 1_500, max: 9_000 };
const CHOSEN_CHARACTERS = { min: 700, max: 16_000 };

/** `count` requests of the day before `untilMs`, in order of time. The same seed gives the same requests. */
export function dayOf(untilMs: number, count: number, seed = 1): DemoRequest[] {
  const random = randomFrom(seed);
  const chances = EDGES.flatMap((edge) => new Array<typeof edge>(edge.weight).fill(edge));
  const requests: DemoRequest[] = [];
  while (requests.length < count) {
    const edge = pick(chances, random);
    const atMs = Math.floor(untilMs - random() * DAY_HOURS * HOUR_MS);
    if (random() > busyness(atMs, colos.get(edge.colo)?.longitude ?? 0)) continue;
    const isWritten = random() < WRITTEN_SHARE;
    const { min, max } = isWritten ? WRITTEN_CHARACTERS : CHOSEN_CHARACTERS;
    // Squared, so that most texts are short.
    const characters = Math.round(min + (max - min) * random() ** 2);
    requests.push({
      atMs,
      colo: edge.colo,
      isOutage:
        atMs >= untilMs - OUTAGE_HOURS.from * HOUR_MS && atMs < untilMs - OUTAGE_HOURS.to * HOUR_MS,
      body: {
        text: textOf(edge.language, characters, random),
        length: pick(["short", "medium", "medium", "long"] as const, random),
        format: pick(["paragraph", "paragraph", "key-points", "headline"] as const, random),
        mode: isWritten ? "abstractive" : "extractive",
        region: random() < EDGE_SHARE ? "edge" : "auto",
      },
    });
  }
  return requests.sort((one, other) => one.atMs - other.atMs);
}

/** Relative number of requests at an hour: lowest at 4, highest at 16 by solar time. */
function busyness(atMs: number, longitude: number): number {
  const hour = ((atMs / HOUR_MS + longitude / 15) % 24) - 4;
  return 0.08 + 0.92 * Math.sin((Math.PI * ((hour + 24) % 24)) / 24) ** 2;
}
