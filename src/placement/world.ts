import type { IntensityLookup } from "../grid/blend.ts";
import type { Landing } from "./candidates.ts";
import type { Region } from "./regions.ts";

/** The parts of the world at one moment that ranking regions depends on. */
export interface RegionsNow {
  regions: readonly Region[];
  /** Where each object of the pool was last known to be. */
  knownColos: Readonly<Record<string, string>>;
  pool: {
    landings(
      regions: readonly Region[],
      knownColos: Readonly<Record<string, string>>,
    ): ReadonlyMap<string, readonly Landing[]>;
  };
  intensityOf: IntensityLookup;
}
