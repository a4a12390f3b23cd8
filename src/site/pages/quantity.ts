import type { Range } from "../../emissions/range.ts";

/** A figure for display: three significant digits and a unit that fits its size. */
export interface ShownQuantity {
  figure: string;
  unit: string;
}

type Scale = readonly (readonly [factor: number, unit: string])[];

const GRAMS: Scale = [
  [1e6, "t"],
  [1e3, "kg"],
  [1, "g"],
  [1e-3, "mg"],
  [1e-6, "µg"],
  [1e-9, "ng"],
];

const KWH: Scale = [
  [1e3, "MWh"],
  [1, "kWh"],
  [1e-3, "Wh"],
  [1e-6, "mWh"],
  [1e-9, "µWh"],
];

const MILLISECONDS: Scale = [
  [1000, "s"],
  [1, "ms"],
];

const digits = new Intl.NumberFormat("en", {
  maximumSignificantDigits: 3,
  minimumSignificantDigits: 3,
});
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** The factor and the unit that fit the largest of several figures. */
export type ScaleOf = (largest: number) => { factor: number; unit: string };

const scaleFor =
  (scale: Scale): ScaleOf =>
  (largest) => {
    const [factor, unit] = scaleOf(largest, scale);
    return { factor, unit };
  };

export const gramsScale = scaleFor(GRAMS);
export const kwhScale = scaleFor(KWH);

/** Grams in one unit. */
export type GramsIn = (grams: number) => ShownQuantity;

const inUnitOf = (scaleOf: ScaleOf) => (largest: number) => {
  const { factor, unit } = scaleOf(largest);
  return (value: number): ShownQuantity => ({ figure: significant(value / factor), unit });
};

/** Shows all grams in the unit that fits `largest`, so that figures beside each other are comparable. */
export const gramsInUnitOf: (largest: number) => GramsIn = inUnitOf(gramsScale);
/** The same for kWh. */
export const kwhInUnitOf = inUnitOf(kwhScale);
/** The same for milliseconds. */
export const millisecondsInUnitOf = inUnitOf(scaleFor(MILLISECONDS));

export const grams = (value: number): ShownQuantity => quantity(value, GRAMS);
export const kwh = (value: number): ShownQuantity => quantity(value, KWH);

export const milliseconds = (value: number): ShownQuantity => quantity(value, MILLISECONDS);

/** "1.24 mg", never broken between lines. */
export const inWords = ({ figure, unit }: ShownQuantity): string => `${figure}\u00a0${unit}`;

/** Both bounds in the unit of the upper one: "0.31 to 4.20 mg" as { from, to }. */
export const bounds = (range: Range): { from: string; to: string } => {
  const [factor, unit] = scaleOf(range.max, GRAMS);
  return {
    from: significant(range.min / factor),
    to: inWords({ figure: significant(range.max / factor), unit }),
  };
};

export const count = (value: number): string => whole.format(value);

export const percent = (share: number): string =>
  `${share !== 0 && Math.abs(share) < 0.1 ? (share * 100).toFixed(1) : Math.round(share * 100)}%`;

/** Three significant digits without an exponent; 0 stays 0. */
export const significant = (value: number): string =>
  value === 0 ? "0" : Math.abs(value) >= 1000 ? whole.format(value) : signed(digits.format(value));

const quantity = (value: number, scale: Scale): ShownQuantity => {
  const [factor, unit] = scaleOf(value, scale);
  return { figure: significant(value / factor), unit };
};

/** The largest unit in which the figure is at least 1; the base unit for 0. */
function scaleOf(value: number, scale: Scale): readonly [factor: number, unit: string] {
  const base = scale.find(([factor]) => factor === 1) as readonly [number, string];
  if (value === 0 || !Number.isFinite(value)) return base;
  // 999.7 would be rounded up to 1,000 of a unit, so it already belongs to the next one.
  const size = Math.abs(value) * 1.0005;
  return scale.find(([factor]) => size >= factor) ?? (scale.at(-1) as readonly [number, string]);
}

const signed = (text: string): string => text.replace("-", "−");
