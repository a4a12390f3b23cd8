import {
  DEFAULT_PUE,
  EMBODIED_GRAMS_PER_VCPU_SECOND,
  MEMORY_KWH_PER_GB_HOUR,
  WATTS_PER_VCPU,
} from "../../emissions/estimate.ts";
import { type Receipt, savedGrams } from "../../ledger/receipt.ts";
import { bounds, grams, inWords, kwh, significant } from "../pages/quantity.ts";
import { type Derivation, derive } from "./derivation.ts";
import type { Messages } from "./messages.en.ts";

/** One line of a derivation. An underscore in `symbol` and `how` sets what follows it low. */
export interface Term {
  symbol: string;
  name: string;
  how: string;
  value: string;
  isSum?: boolean;
}

const g = (value: number) => inWords(grams(value));
const e = (value: number) => inWords(kwh(value));
const PER_SECOND = `${g(EMBODIED_GRAMS_PER_VCPU_SECOND.value)}/s`;

/** A receipt's derivation, in the order in which it would be done on paper. */
export function termsOf(receipt: Receipt, t: Messages): { terms: Term[]; isExplained: boolean } {
  const { derivation: names } = t;
  const derivation = derive(receipt);
  const { grid, totalGrams } = receipt;
  const spread = bounds(totalGrams);
  const isMoved = receipt.ran === "region";
  const terms: Term[] = [
    ...(derivation ? energyTerms(derivation, names) : []),
    {
      symbol: "I",
      name: names.intensity,
      how: `${grid.zone.replaceAll("+", ", ")}, ${names.asOf(grid.source, t.ranking.kinds[grid.kind], grid.asOf.slice(0, 16).replace("T", " "))}`,
      value: `${significant(grid.gramsPerKwh)} g/kWh`,
    },
    {
      symbol: "O",
      name: isMoved ? names.operationalMoved : names.operational,
      how: derivation
        ? `${isMoved ? "" : "E_s × I = "}${e(derivation.serverKwh)} × ${significant(derivation.gramsPerKwh)} g/kWh`
        : "",
      value: g(receipt.operationalGrams),
    },
    {
      symbol: "N",
      name: names.networkGrams,
      how:
        derivation && !isMoved
          ? `E_n × I = ${e(derivation.networkKwh)} × ${significant(grid.gramsPerKwh)} g/kWh`
          : "",
      value: g(receipt.networkGrams),
    },
    {
      symbol: "M",
      name: names.embodied,
      how: derivation ? `t × ${PER_SECOND}` : "",
      value: g(receipt.embodiedGrams),
    },
    {
      symbol: "Σ",
      name: names.total,
      how: `O + N + M; ${t.spread(spread.from, spread.to)}`,
      value: g(totalGrams.value),
      isSum: true,
    },
    { symbol: "C", name: names.staying, how: "", value: g(receipt.counterfactualGrams) },
    {
      symbol: "S",
      name: names.saved,
      how: "C − Σ",
      value: g(savedGrams(receipt)),
      isSum: true,
    },
  ];
  return { terms, isExplained: derivation !== null };
}

const energyTerms = (derivation: Derivation, names: Messages["derivation"]): Term[] => [
  {
    symbol: "t",
    name: names.busy,
    how: `M / (${PER_SECOND})`,
    value: `${significant(derivation.cpuSeconds * 1000)} ms`,
  },
  {
    symbol: "E_c",
    name: names.compute,
    how: `t × ${WATTS_PER_VCPU.value} W × PUE ${DEFAULT_PUE.value}`,
    value: e(derivation.computeKwh),
  },
  {
    symbol: "E_m",
    name: names.memory,
    how: `t × ${significant(derivation.memoryGb)} GB × ${MEMORY_KWH_PER_GB_HOUR.value} kWh/(GB·h) × PUE ${DEFAULT_PUE.value}`,
    value: e(derivation.memoryKwh),
  },
  {
    symbol: "E_s",
    name: names.serverEnergy,
    how: "E_c + E_m",
    value: e(derivation.serverKwh),
  },
  {
    symbol: "E_n",
    name: names.networkEnergy,
    how: "E − E_s",
    value: e(derivation.networkKwh),
  },
];
