import { compare } from "../../../emissions/comparison.ts";
import {
  bounds,
  count,
  grams,
  inWords,
  kwh,
  milliseconds,
  significant,
} from "../../pages/quantity.ts";
import type { Cost, Outcome, Ran } from "../outcome.ts";
import { type Amounts, discsOf, enlargement, type Name } from "../picture.ts";
import { byId, el } from "./dom.ts";
import { megabytes, t } from "./here.ts";
import { draw } from "./picture.ts";

/** Shows what a summary cost, in figures and beside two things that one knows. */
export function showReceipt(outcome: Outcome): void {
  const { cost } = outcome;
  const total = grams(cost.totalGrams.value);
  const figure = el("data", total.figure);
  figure.value = String(cost.totalGrams.value);
  figure.append(el("span", ` ${total.unit}`, "unit"));
  byId("total").replaceChildren(figure);
  const { from, to } = bounds(cost.totalGrams);
  byId("bounds").textContent = t.receipt.between(from, to);
  byId("details").replaceChildren(...detailsOf(outcome).flatMap(row));
  byId("assumption").hidden = outcome.ran.place !== "device";
  byId("receipt-none").hidden = true;
  byId("receipt-body").hidden = false;
  showComparison(outcome);
}

function showComparison({ cost, inputTokens, outputTokens, bytes }: Outcome): void {
  const { gramsPerKwh } = cost.grid;
  const { originalGrams, searchGrams } = compare({ inputTokens, outputTokens, bytes, gramsPerKwh });
  const amounts: Amounts = {
    this: cost.totalGrams.value,
    original: originalGrams,
    search: searchGrams,
  };
  const ratio = (name: Name) => rounded(amounts[name] / amounts.this);
  const discs = discsOf(amounts, 240);
  const times = enlargement(discs);
  const label = t.receipt.picture(ratio("original"), ratio("search"));
  byId("picture").replaceChildren(draw(discs, times, label));
  byId("lens-note").textContent = times > 1 ? t.receipt.lens(rounded(times)) : "";
  for (const name of Object.keys(amounts) as Name[]) {
    const place = document.querySelector(`[data-compared=${name}]`);
    const figure = place?.querySelector("data");
    const times = place?.querySelector(".ratio");
    if (!figure || !times) continue;
    figure.value = String(amounts[name]);
    figure.textContent = inWords(grams(amounts[name]));
    times.textContent = name === "this" ? "" : t.receipt.times(ratio(name));
  }
}

/** Two significant digits, which is more than these figures hold: "1,400", "8", "0.33". */
const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });
const rounded = (ratio: number): string => digits.format(ratio);

type Row = readonly [term: string, text: string];

function detailsOf({ cost, ran, elapsedMs, inputTokens, outputTokens, ...made }: Outcome): Row[] {
  const { receipt: r } = t;
  const waited = inWords(milliseconds(elapsedMs));
  return [
    [r.ran, whereOf(ran)],
    ...(ran.place === "device" ? [[r.provider, providerOf(ran)] as const] : []),
    [r.model, r.modelOf(made.model, made.isWritten)],
    [r.waited, ran.place === "device" ? r.busy(inWords(milliseconds(ran.busyMs)), waited) : waited],
    [r.energy, inWords(kwh(cost.energyKwh.value))],
    [r.grid, gridOf(cost)],
    [r.parts, partsOf(cost)],
    [r.tokens, r.tokensOf(count(inputTokens), count(outputTokens))],
  ];
}

const row = ([term, text]: Row): Node[] => [el("dt", term), el("dd", text)];

function whereOf(ran: Ran): string {
  if (ran.place === "device") return t.receipt.ranOnDevice;
  return ran.place === "edge" ? t.receipt.ranAtEdge(ran.where) : t.receipt.ranInRegion(ran.where);
}

function providerOf(ran: Extract<Ran, { place: "device" }>): string {
  const { receipt: r } = t;
  const by = ran.provider === "webgpu" ? r.webgpu(ran.isWhole) : r.wasm(ran.threads);
  return ran.webGpuFailure === undefined ? by : `${by} (${r.webGpuFailed})`;
}

function gridOf({ grid: { zone, gramsPerKwh, kind } }: Cost): string {
  const { receipt: r } = t;
  return r.gridOf(significant(gramsPerKwh), zone === "WORLD" ? r.world : zone, r.kinds[kind]);
}

function partsOf(cost: Cost): string {
  const words = (value: number) => inWords(grams(value));
  const { operationalGrams, networkGrams, embodiedGrams, downloadedBytes } = cost;
  const embodied = embodiedGrams === null ? null : words(embodiedGrams);
  const parts = t.receipt.partsOf(words(operationalGrams), words(networkGrams), embodied);
  if (downloadedBytes === 0) return parts;
  return `${parts}${t.receipt.download(megabytes(downloadedBytes), words(networkGrams))}`;
}
