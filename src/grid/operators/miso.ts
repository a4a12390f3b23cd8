// Midcontinent ISO, no key. GET /api/FuelMix -> {Fuel: {Type: [{INTERVALEST: "2026-11-23 7:05:00 AM",
// CATEGORY, ACT: "21034"}]}}: one interval, Eastern Standard Time all year, MW as text. "Other" is hydro,
// pumped storage, diesel and waste together, so it counts as unknown.
import * as z from "zod";
import { numberIn } from "./csv.ts";
import { type Mix, type Operator, operatorSource } from "./operator.ts";

const answer = z.object({
  Fuel: z.object({
    Type: z
      .array(
        z.object({ INTERVALEST: z.string(), CATEGORY: z.string(), ACT: z.string().nullable() }),
      )
      .max(5_000),
  }),
});

const MISO: Operator = {
  name: "miso",
  zone: "US-MIDW-MISO",
  baseUrl: "https://public-api.misoenergy.org",
  path: () => "/api/FuelMix",
  format: "json",
  stepMs: 300_000,
  graceMs: 60 * 60_000,
  fuels: {
    Coal: "coal",
    "Natural Gas": "gas",
    Nuclear: "nuclear",
    Wind: "wind",
    Solar: "solar",
    Hydro: "hydro",
    Other: "unknown",
    "Battery Storage": "storage",
    Storage: "storage",
    Imports: "imports",
  },
  read: (text) => {
    const mixes = new Map<number, Map<string, number | null>>();
    for (const row of answer.parse(JSON.parse(text)).Fuel.Type) {
      const fromMs = momentIn(row.INTERVALEST);
      const megawatts = mixes.get(fromMs) ?? new Map<string, number | null>();
      mixes.set(fromMs, megawatts.set(row.CATEGORY, numberIn(row.ACT ?? "")));
    }
    return [...mixes].map(([fromMs, megawatts]): Mix => ({ fromMs, megawatts }));
  },
};

/** The five-minute mix of the Midcontinent ISO. */
export const miso = (options?: { baseUrl?: string }) => operatorSource(MISO, options);

/** "2026-11-23 7:05:00 AM" in Eastern Standard Time. */
function momentIn(stamp: string): number {
  const [date = "", time = "", half = ""] = stamp.split(" ");
  const [hour = "", minute = ""] = time.split(":");
  const ofDay = (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  return Date.parse(`${date}T${String(ofDay).padStart(2, "0")}:${minute}:00-05:00`);
}
