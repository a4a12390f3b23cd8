import type { EmissionsJson, ProductKind } from "../../contract/emissions.ts";

/** A number of a calculation, with its unit and its meaning. */
export interface Factor {
  value: number;
  unit: string;
  of: FactorName;
}

export type FactorName =
  | "characters"
  | "characterRate"
  | "gmac"
  | "gmacRate"
  | "rest"
  | "seconds"
  | "watts"
  | "pue"
  | "joules"
  | "hours"
  | "memory"
  | "memoryEnergy"
  | "bytes"
  | "bytesPerGb"
  | "networkEnergy"
  | "intensity"
  | "edgeIntensity"
  | "meanIntensity"
  | "manufacturing"
  | "energy";

export type LineName =
  | "characters"
  | ProductKind
  | "rest"
  | "time"
  | "compute"
  | "memory"
  | "operational"
  | "embodied"
  | "access"
  | "backbone";
export type LinePlace = "edge" | "region";

/** One line of the derivation: `value` is the product of its factors divided by those of `over`. */
export interface DerivationLine {
  name: LineName;
  place: LinePlace;
  factors: Factor[];
  over: Factor[];
  value: number;
  unit: "s" | "kWh" | "g";
}

const JOULES_PER_KWH: Factor = { value: 3_600_000, unit: "J/kWh", of: "joules" };
const SECONDS_PER_HOUR: Factor = { value: 3_600, unit: "s/h", of: "hours" };
const BYTES_PER_GB: Factor = { value: 1e9, unit: "B/GB", of: "bytesPerGb" };

/**
 * The derivation of a receipt from its own inputs: characters and multiply-accumulates to seconds, to energy, to grams, for the edge and, if the work moved, for
 * the region. Empty for a receipt that does not state its inputs or whose constants are no longer in use.
 */
export function linesOf({ inputs, grid }: EmissionsJson): DerivationLine[] {
  const constants = inputs?.coefficients;
  if (!inputs || !constants) return [];
  const { cpu_seconds, cpu_basis, memory_gb, pue, bytes, edge_grid } = inputs;
  const serverLines = (place: LinePlace): DerivationLine[] => {
    const intensity = place === "edge" ? edge_grid.grams_per_kwh : grid.grams_per_kwh;
    const seconds: Factor = { value: cpu_seconds[place], unit: "s", of: "seconds" };
    const building: Factor = { value: pue[place] ?? 1, unit: "", of: "pue" };
    const compute = line(
      "compute",
      place,
      "kWh",
      [seconds, { value: constants.watts_per_vcpu.value, unit: "W", of: "watts" }, building],
      [JOULES_PER_KWH],
    );
    const memory = line(
      "memory",
      place,
      "kWh",
      [
        seconds,
        { value: memory_gb[place] ?? 0, unit: "GB", of: "memory" },
        { value: constants.memory_kwh_per_gb_hour.value, unit: "kWh/(GB·h)", of: "memoryEnergy" },
        building,
      ],
      [SECONDS_PER_HOUR],
    );
    return [
      compute,
      memory,
      line("operational", place, "g", [
        { value: compute.value + memory.value, unit: "kWh", of: "energy" },
        { value: intensity, unit: "g/kWh", of: "intensity" },
      ]),
      line("embodied", place, "g", [
        seconds,
        { value: constants.embodied_g_per_vcpu_second.value, unit: "g/s", of: "manufacturing" },
      ]),
    ];
  };
  const networkLine = (
    name: "access" | "backbone",
    perGb: number,
    intensity: Factor,
  ): DerivationLine =>
    line(
      name,
      name === "access" ? "edge" : "region",
      "g",
      [
        { value: bytes[name], unit: "B", of: "bytes" },
        { value: perGb, unit: "kWh/GB", of: "networkEnergy" },
        intensity,
      ],
      [BYTES_PER_GB],
    );
  const mean = (edge_grid.grams_per_kwh + grid.grams_per_kwh) / 2;
  return [
    ...(cpu_basis ? timeLines(cpu_basis, cpu_seconds.stayed) : []),
    ...(cpu_seconds.edge > 0 ? serverLines("edge") : []),
    ...(cpu_seconds.region > 0 ? serverLines("region") : []),
    networkLine("access", constants.access_kwh_per_gb.value, {
      value: edge_grid.grams_per_kwh,
      unit: "g/kWh",
      of: "edgeIntensity",
    }),
    ...(bytes.backbone > 0
      ? [
          networkLine("backbone", constants.backbone_kwh_per_gb.value, {
            value: mean,
            unit: "g/kWh",
            of: "meanIntensity",
          }),
        ]
      : []),
  ];
}

type Basis = NonNullable<NonNullable<EmissionsJson["inputs"]>["cpu_basis"]>;

/** The busy time of all of the work: its characters, its multiply-accumulates, and the rest. */
function timeLines({ characters, seconds_per_character, products }: Basis, seconds: number) {
  const known = [
    line("characters", "edge", "s", [
      { value: characters, unit: "", of: "characters" },
      { value: seconds_per_character, unit: "s", of: "characterRate" },
    ]),
    ...products.map(({ kind, gmac, seconds_per_gmac }) =>
      line(kind, "edge", "s", [
        { value: gmac, unit: "GMAC", of: "gmac" },
        { value: seconds_per_gmac, unit: "s/GMAC", of: "gmacRate" },
      ]),
    ),
  ];
  // Never below zero by the rounding of the others.
  const rest = Math.max(0, seconds - known.reduce((sum, { value }) => sum + value, 0));
  return [
    ...known,
    line("rest", "edge", "s", [{ value: rest, unit: "s", of: "rest" }]),
    line("time", "edge", "s", [{ value: seconds, unit: "s", of: "seconds" }]),
  ];
}

function line(
  name: LineName,
  place: LinePlace,
  unit: DerivationLine["unit"],
  factors: Factor[],
  over: Factor[] = [],
): DerivationLine {
  const product = (all: Factor[]) => all.reduce((sofar, { value }) => sofar * value, 1);
  return { name, place, factors, over, unit, value: product(factors) / product(over) };
}
