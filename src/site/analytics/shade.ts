/** Upper limits, in gCO2eq per kWh, of the shades of grid intensity; values above them have the last shade. */
export const SHADE_ENDS = [100, 200, 350, 500] as const;

export const SHADES = ["i0", "i1", "i2", "i3", "i4"] as const;

/** The class that colors an intensity; "unknown" for none. */
export function shadeOf(gramsPerKwh: number | null): string {
  if (gramsPerKwh === null) return "unknown";
  const index = SHADE_ENDS.findIndex((end) => gramsPerKwh < end);
  return SHADES[index === -1 ? SHADES.length - 1 : index] as string;
}
