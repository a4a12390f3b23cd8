// Southwest Power Pool, no key. GET /file-browser-api/download/generation-mix-historical?path=/SPP/
// GenMix2Hour_SPP.csv -> two hours of five-minute rows: GMT MKT Interval ("2026-11-23T12:05:00Z"), MW by
// fuel, "Market" and "Self" (scheduled by the owner) apart, Load. Trap: one column is "Gas Self".
import { numberIn, readCsv } from "./csv.ts";
import { type Mix, type Operator, operatorSource } from "./operator.ts";

const NOT_FUELS = ["GMT MKT Interval", "Load", "Average Actual Load", "BAA"];

const SPP: Operator = {
  name: "spp",
  zone: "US-CENT-SWPP",
  baseUrl: "https://portal.spp.org",
  path: () => "/file-browser-api/download/generation-mix-historical?path=/SPP/GenMix2Hour_SPP.csv",
  format: "csv",
  stepMs: 300_000,
  graceMs: 60 * 60_000,
  fuels: {
    Coal: "coal",
    "Diesel Fuel Oil": "oil",
    Hydro: "hydro",
    "Natural Gas": "gas",
    Gas: "gas",
    Nuclear: "nuclear",
    Solar: "solar",
    "Waste Disposal Services": "biomass",
    "Waste Heat": "unknown",
    Wind: "wind",
    Other: "unknown",
    "Energy Storage": "storage",
  },
  read: (text) =>
    readCsv(text).map((row): Mix => {
      const megawatts = new Map<string, number | null>();
      for (const [column, cell] of Object.entries(row)) {
        if (NOT_FUELS.includes(column)) continue;
        const fuel = column.replace(/ (Market|Self)$/, "");
        const value = numberIn(cell);
        const before = megawatts.get(fuel);
        megawatts.set(fuel, value === null || before === null ? null : (before ?? 0) + value);
      }
      return { fromMs: momentIn(row["GMT MKT Interval"] ?? ""), megawatts };
    }),
};

/** The five-minute mix of the Southwest Power Pool. */
export const spp = (options?: { baseUrl?: string }) => operatorSource(SPP, options);

const momentIn = (stamp: string): number => Date.parse(stamp.endsWith("Z") ? stamp : `${stamp}Z`);
