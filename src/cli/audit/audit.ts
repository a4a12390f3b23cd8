import * as z from "zod";
import { emissions } from "../../contract/emissions.ts";

/** A file without a receipt that can be recomputed; the message gives the reason. */
export class AuditError extends Error {
  override name = "AuditError";
}

/** One figure of a receipt: as stated, and as computed from its inputs. */
export interface Term {
  name: string;
  unit: "kWh" | "g";
  stated: number;
  redone: number;
  /** The computation, with its numbers. */
  how: string;
  /** Equal except for rounding. */
  agrees: boolean;
}

/** Receipts round terms to the ninth digit of their total. */
const ROUNDING = 2e-8;

const document = z.looseObject({ emissions });
type StatedEmissions = z.infer<typeof emissions>;
type StatedRange = StatedEmissions["total_g"];
type Bound = keyof StatedRange;

/**
 * Recomputes a receipt by the formulas of METHODOLOGY.md, which are written out here independently: the check uses none
 * of the code that made the receipt, only the figures that the receipt states.
 * @throws AuditError if there is no receipt, or if it does not state inputs or coefficients
 */
export function auditOf(json: unknown): Term[] {
  const parsed = document.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AuditError(`this is not a receipt: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const stated = parsed.data.emissions;
  if (!stated.inputs?.coefficients) {
    throw new AuditError(`its method, "${stated.method}", states no inputs; it cannot be redone.`);
  }
  return termsOf(stated, stated.inputs, stated.inputs.coefficients);
}

/**
 * The range of a PUE: METHODOLOGY.md's default range for an unpublished one, or a single value if an operator states
 * one.
 */
const UNPUBLISHED_PUE: StatedRange = { min: 1.1, value: 1.2, max: 1.6 };

type StatedInputs = NonNullable<StatedEmissions["inputs"]>;
type Coefficients = NonNullable<StatedInputs["coefficients"]>;

function termsOf(stated: StatedEmissions, inputs: StatedInputs, by: Coefficients): Term[] {
  const { cpu_seconds: seconds, memory_gb: memory, pue, bytes, edge_grid: edge } = inputs;
  const isMoved = pue.region !== null;
  const serverKwh = (bound: Bound, cpu: number, gb: number, stated: number) => {
    const factor = stated === UNPUBLISHED_PUE.value ? UNPUBLISHED_PUE[bound] : stated;
    const compute = (cpu * by.watts_per_vcpu[bound]) / 3_600_000;
    return (compute + gb * (cpu / 3_600) * by.memory_kwh_per_gb_hour[bound]) * factor;
  };
  const edgeKwh = (bound: Bound) => serverKwh(bound, seconds.edge, memory.edge, pue.edge);
  const regionKwh = (bound: Bound) =>
    isMoved ? serverKwh(bound, seconds.region, memory.region ?? 0, pue.region ?? 1) : 0;
  const accessKwh = (bound: Bound) => (bytes.access / 1e9) * by.access_kwh_per_gb[bound];
  const backboneKwh = (bound: Bound) => (bytes.backbone / 1e9) * by.backbone_kwh_per_gb[bound];
  const between = (edge.grams_per_kwh + stated.grid.grams_per_kwh) / 2;

  const energyKwh = (bound: Bound) =>
    edgeKwh(bound) + regionKwh(bound) + accessKwh(bound) + backboneKwh(bound);
  const operational = (bound: Bound) =>
    edgeKwh(bound) * edge.grams_per_kwh + regionKwh(bound) * stated.grid.grams_per_kwh;
  const access = (bound: Bound) => accessKwh(bound) * edge.grams_per_kwh;
  const backbone = (bound: Bound) => backboneKwh(bound) * between;
  const embodied = (bound: Bound) =>
    (seconds.edge + seconds.region) * by.embodied_g_per_vcpu_second[bound];
  const total = (bound: Bound) =>
    operational(bound) + access(bound) + backbone(bound) + embodied(bound);
  const stayed =
    serverKwh("value", seconds.stayed, memory.stayed, pue.edge) * edge.grams_per_kwh +
    access("value") +
    seconds.stayed * by.embodied_g_per_vcpu_second.value;

  const scale = Math.max(total("value"), stayed);
  const grams = (name: string, said: number, redone: number, how: string): Term => ({
    ...{ name, unit: "g", stated: said, redone, how },
    agrees: Math.abs(said - redone) <= ROUNDING * scale,
  });
  const bounded = (
    name: string,
    unit: Term["unit"],
    said: StatedRange,
    of: (bound: Bound) => number,
  ) =>
    (["value", "min", "max"] as const).map(
      (bound): Term => ({
        ...{ name: `${name}.${bound}`, unit, stated: said[bound], redone: of(bound) },
        how: unit === "kWh" ? "compute + memory + network" : "operational + network + embodied",
        agrees: Math.abs(said[bound] - of(bound)) <= ROUNDING * of(bound),
      }),
    );
  return [
    grams(
      "operational_g",
      stated.operational_g,
      operational("value"),
      isMoved
        ? `edge kWh x ${edge.grams_per_kwh} (${edge.zone}) + region kWh x ${stated.grid.grams_per_kwh} (${stated.grid.zone})`
        : `edge kWh x ${edge.grams_per_kwh} (${edge.zone})`,
    ),
    grams(
      "access_g",
      stated.access_g ?? Number.NaN,
      access("value"),
      `${bytes.access} B x ${by.access_kwh_per_gb.value} kWh/GB x ${edge.grams_per_kwh}`,
    ),
    grams(
      "network_g",
      stated.network_g,
      access("value") + backbone("value"),
      `access + ${bytes.backbone} B x ${by.backbone_kwh_per_gb.value} kWh/GB x ${between}`,
    ),
    grams(
      "embodied_g",
      stated.embodied_g,
      embodied("value"),
      `${seconds.edge} s + ${seconds.region} s, x ${by.embodied_g_per_vcpu_second.value} g/s`,
    ),
    ...bounded("total_g", "g", stated.total_g, total),
    ...bounded("energy_kwh", "kWh", stated.energy_kwh, energyKwh),
    grams("counterfactual_g", stated.counterfactual_g, stayed, `${seconds.stayed} s at the edge`),
    grams("saved_g", stated.saved_g, stayed - total("value"), "counterfactual - total"),
  ];
}
