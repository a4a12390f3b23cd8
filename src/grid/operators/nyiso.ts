// New York ISO, no key. GET /public/csv/rtfuelmix/{date}rtfuelmix.csv -> the day's five-minute rows, one
// a fuel: Time Stamp ("11/23/2026 07:05:00", Eastern), Time Zone (EST or EDT), Fuel Category, Gen MW. The
// day is an Eastern one; its file comes some minutes after midnight.
import { numberIn, readCsv } from "./csv.ts";
import { type Mix, type Operator, operatorSource } from "./operator.ts";
import { wallClock } from "./wall-clock.ts";

const OFFSETS: Readonly<Record<string, string>> = { EST: "-05:00", EDT: "-04:00" };

const NYISO: Operator = {
  name: "nyiso",
  zone: "US-NY-NYIS",
  baseUrl: "https://mis.nyiso.com",
  path: (nowMs) => {
    const { year, month, day } = wallClock(nowMs, "America/New_York");
    return `/public/csv/rtfuelmix/${year}${two(month)}${two(day)}rtfuelmix.csv`;
  },
  format: "csv",
  stepMs: 300_000,
  graceMs: 60 * 60_000,
  fuels: {
    // Oil was a hundredth of the fuel that these units burned in a year (EIA, state data of 2016).
    "Dual Fuel": "gas",
    "Natural Gas": "gas",
    Nuclear: "nuclear",
    "Other Fossil Fuels": "oil",
    // Mostly wood, refuse and methane (NYISO, Gold Book).
    "Other Renewables": "biomass",
    Wind: "wind",
    Hydro: "hydro",
    "Energy Storage": "storage",
  },
  read: (text) => {
    const mixes = new Map<number, Map<string, number | null>>();
    for (const row of readCsv(text)) {
      const fromMs = momentIn(row["Time Stamp"] ?? "", row["Time Zone"] ?? "");
      const megawatts = mixes.get(fromMs) ?? new Map<string, number | null>();
      mixes.set(fromMs, megawatts.set(row["Fuel Category"] ?? "", numberIn(row["Gen MW"])));
    }
    return [...mixes].map(([fromMs, megawatts]): Mix => ({ fromMs, megawatts }));
  },
};

/** The five-minute mix of the New York ISO. */
export const nyiso = (options?: { baseUrl?: string }) => operatorSource(NYISO, options);

function momentIn(stamp: string, timeZone: string): number {
  const [date = "", time = ""] = stamp.split(" ");
  const [month = "", day = "", year = ""] = date.split("/");
  return Date.parse(`${year}-${month}-${day}T${time}${OFFSETS[timeZone] ?? "?"}`);
}

const two = (part: number): string => String(part).padStart(2, "0");
