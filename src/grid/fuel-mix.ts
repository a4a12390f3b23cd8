/**
 * Median life-cycle emissions, g CO2eq/kWh: IPCC AR5 WG3 (2014), Annex III, table A.III.2. Oil: UK POST
 * (2006), "Carbon footprint of electricity generation". Unknown fuels: 700, as Electricity Maps'
 * defaults assume for unknown (thermal) generation.
 */
const LIFECYCLE_GRAMS_PER_KWH = {
  coal: 820,
  gas: 490,
  oil: 650,
  nuclear: 12,
  hydro: 24,
  solar: 48,
  wind: 11,
  geothermal: 38,
  biomass: 230,
  unknown: 700,
} as const;

/**
 * A kind of generation, or a kind that is left out: storage, whose power was counted with its emissions when it was
 * generated, and imports, since these figures cover generation.
 */
export type Fuel = keyof typeof LIFECYCLE_GRAMS_PER_KWH | "storage" | "imports";

/** A provider's own names for fuels. */
export type Fuels = Readonly<Record<string, Fuel>>;

/**
 * Intensity of a generation mix: the mean of the fuels' factors, weighted by power, energy or share, depending on the
 * unit of the mix. A plant's own consumption (a negative figure) counts as zero.
 * @returns g/kWh; undefined if a name is not among `fuels` or nothing is generated
 */
export function gramsFromMix(mix: ReadonlyMap<string, number>, fuels: Fuels): number | undefined {
  let generated = 0;
  let grams = 0;
  for (const [name, value] of mix) {
    const fuel = Object.hasOwn(fuels, name) ? fuels[name] : undefined;
    if (fuel === undefined) return undefined;
    if (fuel === "storage" || fuel === "imports") continue;
    const amount = Math.max(0, value);
    generated += amount;
    grams += amount * LIFECYCLE_GRAMS_PER_KWH[fuel];
  }
  return generated > 0 ? grams / generated : undefined;
}
