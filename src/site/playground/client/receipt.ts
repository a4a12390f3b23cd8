import { LOCALES } from "../../../contract/language.ts";
import { compare } from "../../../emissions/comparison.ts";
import { carDistance, PROMPT_KWH, phoneCharges } from "../../pages/equivalents.ts";
import { MESSAGES as SITE } from "../../pages/messages.ts";
import {
  count,
  gramsScale,
  inWords,
  kwh,
  milliseconds,
  percent,
  significant,
} from "../../pages/quantity.ts";
import { placeName, zoneName } from "../../pages/zone-name.ts";
import type { Cost, Outcome, Ran } from "../outcome.ts";
import { type Amounts, discsOf, enlargement, type Name } from "../picture.ts";
import { reasonBeside } from "../reasons.ts";
import { byId, el } from "./dom.ts";
import { here, megabytes, t } from "./here.ts";
import { draw } from "./picture.ts";

/** Formats grams in the unit of the receipt. */
type InUnit = (grams: number) => string;

/** Shows the emissions of a summary: in one line, as a picture, and in detail. */
export function showReceipt(outcome: Outcome): void {
  const { cost, ran } = outcome;
  const { factor, unit } = gramsScale(cost.totalGrams.value);
  const inUnit: InUnit = (grams) => inWords({ figure: significant(grams / factor), unit });
  const total = el("data", significant(cost.totalGrams.value / factor));
  total.value = String(cost.totalGrams.value);
  total.append(el("span", ` ${unit} CO₂e`, "unit"));
  byId("total").replaceChildren(total);
  byId("million").textContent = t.receipt.million(
    carDistance(cost.totalGrams.value),
    phoneCharges(cost.totalGrams.value),
  );
  showPlace(ran, cost);
  byId("bounds").textContent = t.receipt.between(
    inUnit(cost.totalGrams.min),
    inUnit(cost.totalGrams.max),
  );
  byId("details").replaceChildren(...detailsOf(outcome, inUnit).flatMap(row));
  byId("assumption").hidden = ran.place !== "device";
  byId("receipt").hidden = false;
  showComparison(outcome, inUnit);
}

/** The place where it ran, the reason, the saving, and a link to the receipt's own page. */
function showPlace(ran: Ran, cost: Cost): void {
  const link = byId<HTMLAnchorElement>("receipt-link");
  link.hidden = ran.place === "device";
  const parts: (string | Node)[] = [t.receipt.ranIn(placeOf(ran, cost))];
  if (ran.place !== "device") {
    link.href = `/receipts/${ran.id}?lang=${here.language}`;
    const { text, lang } = reasonBeside(here.language, ran.reason);
    const reason = el("span", text);
    reason.id = "reason";
    reason.lang = LOCALES[lang];
    parts.push(reason);
    const saved = savedShare(cost);
    if (saved > 0) parts.push(t.receipt.saved(percent(saved)));
    else if (saved < 0) parts.push(t.receipt.cost(percent(-saved)));
  }
  byId("place").replaceChildren(...parts.flatMap((part) => [part, SITE[here.language].joint]));
}

/** Share of the emissions at the edge; 0 where it would be shown as 0.0%. */
const savedShare = ({ totalGrams, stayingGrams }: Cost): number => {
  const share = stayingGrams > 0 ? 1 - totalGrams.value / stayingGrams : 0;
  return Math.abs(share) < 5e-4 ? 0 : share;
};

function placeOf(ran: Ran, { grid: { zone } }: Cost): string {
  if (ran.place === "device") return t.receipt.onDevice;
  const where = zoneName(zone, here.language);
  return ran.place === "edge"
    ? t.receipt.atEdge(ran.where, where)
    : t.receipt.inRegion(placeName(ran.where, here.language), where);
}

function showComparison({ cost, inputTokens, outputTokens, bytes }: Outcome, inUnit: InUnit): void {
  const { gramsPerKwh } = cost.grid;
  const { originalGrams, searchGrams } = compare({
    ...{ inputTokens, outputTokens, bytes, gramsPerKwh },
    edgeGramsPerKwh: cost.edgeGramsPerKwh,
  });
  const amounts: Amounts = {
    this: cost.totalGrams.value,
    original: originalGrams,
    prompt: PROMPT_KWH * gramsPerKwh,
    search: searchGrams,
  };
  const ratio = (name: Name) => rounded(amounts[name] / amounts.this);
  const discs = discsOf(amounts, 240);
  const times = enlargement(discs);
  const label = t.receipt.picture(ratio("original"), ratio("prompt"), ratio("search"));
  byId("picture").replaceChildren(draw(discs, times, label, (name) => t.receipt.short[name]));
  byId("lens-note").textContent = times > 1 ? t.receipt.lens(rounded(times)) : "";
  for (const name of Object.keys(amounts) as Name[]) {
    const place = document.querySelector(`[data-compared=${name}]`);
    const figure = place?.querySelector("data");
    const times = place?.querySelector(".ratio");
    if (!figure || !times) continue;
    figure.value = String(amounts[name]);
    figure.textContent = inUnit(amounts[name]);
    times.textContent = name === "this" ? "" : t.receipt.times(ratio(name));
  }
}

/** Two significant digits, more than the precision of these figures: "1,400", "8", "0.33". */
const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });
const rounded = (ratio: number): string => digits.format(ratio);

type DetailRow = readonly [term: string, text: string];

function detailsOf(
  { cost, ran, elapsedMs, inputTokens, outputTokens, ...made }: Outcome,
  inUnit: InUnit,
): DetailRow[] {
  const { receipt: r } = t;
  const waited = inWords(milliseconds(elapsedMs));
  return [
    [r.ran, placeOf(ran, cost)],
    ...(ran.place === "device" ? [[r.provider, providerOf(ran)] as const] : []),
    [r.model, r.modelOf(made.model, made.isWritten)],
    [r.waited, ran.place === "device" ? r.busy(inWords(milliseconds(ran.busyMs)), waited) : waited],
    [r.energy, inWords(kwh(cost.energyKwh.value))],
    [r.grid, gridOf(cost)],
    [r.parts, partsOf(cost, inUnit)],
    [r.tokens, r.tokensOf(count(inputTokens), count(outputTokens))],
  ];
}

const row = ([term, text]: DetailRow): Node[] => [el("dt", term), el("dd", text)];

function providerOf(ran: Extract<Ran, { place: "device" }>): string {
  const { receipt: r } = t;
  const by =
    ran.provider === "wasm"
      ? r.wasm(ran.threads)
      : ran.ranWriter
        ? r.webgpuAndWasm
        : r.webgpu(ran.isWhole);
  return ran.webGpuFailure === undefined ? by : `${by} (${r.webGpuFailed})`;
}

function gridOf({ grid: { zone, gramsPerKwh, kind } }: Cost): string {
  const { receipt: r } = t;
  const name = zone === "WORLD" ? r.world : zoneName(zone, here.language);
  return r.gridOf(significant(gramsPerKwh), name, r.kinds[kind]);
}

function partsOf(cost: Cost, inUnit: InUnit): string {
  const { operationalGrams, networkGrams, embodiedGrams, downloadedBytes } = cost;
  const embodied = embodiedGrams === null ? null : inUnit(embodiedGrams);
  const parts = t.receipt.partsOf(inUnit(operationalGrams), inUnit(networkGrams), embodied);
  if (downloadedBytes === 0) return parts;
  return `${parts}${t.receipt.download(megabytes(downloadedBytes), inUnit(networkGrams))}`;
}
