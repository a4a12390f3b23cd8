import type { IntensityLookup } from "../grid/blend.ts";
import type { Landing } from "./candidates.ts";
import type { Region } from "./regions.ts";

/** The parts of the world's current state that ranking regions depends on. */
export interface RegionsNow {
  regions: readonly Region[];
  /** The last known location of each object of the pool. */
  knownColos: Readonly<Record<string, string>>;
  pool: {
    landings(
      regions: readonly Region[],
      knownColos: Readonly<Record<string, string>>,
    ): ReadonlyMap<string, readonly Landing[]>;
  };
  intensityOf: IntensityLookup;
}
