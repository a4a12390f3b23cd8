// Hydro-Québec, no key. GET /data/documents-donnees/donnees-ouvertes/json/production.json -> details:
// [{date: "2026-11-23T07:00:00" (Eastern), valeurs: {hydraulique, eolien, solaire, thermique, autres,
// total}}], quarter hours, MW; future ones have no valeurs.
import * as z from "zod";
import { type Mix, type Operator, operatorSource } from "./operator.ts";
import { momentOf } from "./wall-clock.ts";

const answer = z.object({
  details: z
    .array(z.object({ date: z.string(), valeurs: z.record(z.string(), z.number().nullable()) }))
    .max(2_000),
});

const HYDRO_QUEBEC: Operator = {
  name: "hydro-quebec",
  zone: "CA-QC",
  baseUrl: "https://www.hydroquebec.com",
  path: () => "/data/documents-donnees/donnees-ouvertes/json/production.json",
  format: "json",
  stepMs: 15 * 60_000,
  graceMs: 2 * 3_600_000,
  fuels: {
    hydraulique: "hydro",
    eolien: "wind",
    solaire: "solar",
    // The gas turbines at Bécancour.
    thermique: "gas",
    // Mostly biomass.
    autres: "biomass",
  },
  read: (text) =>
    answer.parse(JSON.parse(text)).details.map(({ date, valeurs }): Mix => {
      const { total: _, ...megawatts } = valeurs;
      return { fromMs: momentIn(date), megawatts: new Map(Object.entries(megawatts)) };
    }),
};

/** The quarter-hourly mix of Hydro-Québec. */
export const hydroQuebec = (options?: { baseUrl?: string }) =>
  operatorSource(HYDRO_QUEBEC, options);

function momentIn(date: string): number {
  const [year, month, day, hour, minute] = date.split(/[-T:]/).map(Number);
  if (year === undefined || month === undefined || day === undefined) return Number.NaN;
  const wall = { year, month, day, hour: hour ?? Number.NaN, minute: minute ?? Number.NaN };
  return momentOf(wall, "America/Montreal");
}
