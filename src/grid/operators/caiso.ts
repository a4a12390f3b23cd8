// California ISO, no key. GET /outlook/current/fuelsource.csv -> today's five-minute rows in Pacific time: Time
// ("14:05"), then MW by fuel, including Batteries and Imports. Future rows are empty. Rows have no date, so a file
// whose last figure is later than now is yesterday's: the new file appears some minutes after midnight.
import { numberIn, readCsv } from "./csv.ts";
import { type Operator, operatorSource } from "./operator.ts";
import { momentOf, wallClock } from "./wall-clock.ts";

const PACIFIC = "America/Los_Angeles";
const STEP_MS = 300_000;
const DAY_MS = 86_400_000;

const CAISO: Operator = {
  name: "caiso",
  zone: "US-CAL-CISO",
  baseUrl: "https://www.caiso.com",
  path: () => "/outlook/current/fuelsource.csv",
  format: "csv",
  stepMs: STEP_MS,
  graceMs: 60 * 60_000,
  fuels: {
    Solar: "solar",
    Wind: "wind",
    Geothermal: "geothermal",
    Biomass: "biomass",
    Biogas: "biomass",
    "Small hydro": "hydro",
    "Large Hydro": "hydro",
    Coal: "coal",
    Nuclear: "nuclear",
    "Natural Gas": "gas",
    Other: "unknown",
    Batteries: "storage",
    Imports: "imports",
  },
  read: (text, nowMs) => {
    const filled = readCsv(text).flatMap(({ Time = "", ...cells }) => {
      const megawatts = new Map(
        Object.entries(cells).map(([name, cell]) => [name, numberIn(cell)]),
      );
      const isToCome = [...megawatts.values()].every((figure) => figure === null);
      return isToCome ? [] : [{ time: Time, megawatts }];
    });
    const today = wallClock(nowMs, PACIFIC);
    const momentIn = (time: string) => {
      const [hour = Number.NaN, minute = Number.NaN] = time.split(":").map(Number);
      return momentOf({ ...today, hour, minute }, PACIFIC);
    };
    const isOfToday = momentIn(filled.at(-1)?.time ?? "") <= nowMs + STEP_MS;
    return filled.map(({ time, megawatts }) => ({
      fromMs: momentIn(time) - (isOfToday ? 0 : DAY_MS),
      megawatts,
    }));
  },
};

/** The five-minute mix of the California ISO. */
export const caiso = (options?: { baseUrl?: string }) => operatorSource(CAISO, options);
