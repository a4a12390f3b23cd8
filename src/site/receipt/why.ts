import type { ReceiptJson } from "../../contract/emissions.ts";
import type { PageLanguage } from "../../contract/language.ts";
import { MESSAGES as SITE } from "../pages/messages.ts";
import { percent, significant } from "../pages/quantity.ts";
import { placeName, zoneName } from "../pages/zone-name.ts";
import { MESSAGES } from "./messages.ts";

/** The reason for the place where the work ran, and the saving or cost, as far as the receipt records it. */
export function whyThere(receipt: ReceiptJson, language: PageLanguage): string {
  const { why: t, saved, cost } = MESSAGES[language];
  const { ran, region, colo, weight, holdout, forced, emissions } = receipt;
  const grid = zoneName(emissions.grid.zone, language);
  if (ran === "region") {
    const name = placeName(region ?? "", language);
    const here = emissions.inputs?.edge_grid.grams_per_kwh;
    const where =
      forced || here === undefined
        ? t.requested(name, grid)
        : t.moved(name, grid, significant(emissions.grid.grams_per_kwh), significant(here));
    const share = emissions.saved_g / emissions.counterfactual_g;
    const { joint } = SITE[language];
    return `${where}${joint}${share < 0 ? cost(percent(-share)) : saved(percent(share))}`;
  }
  // Bytes went to a region, and yet it did not do the work.
  if ((emissions.inputs?.bytes.backbone ?? 0) > 0) return t.failed(colo, grid);
  if (holdout) return t.control(colo, grid);
  if (forced) return t.requestedEdge(colo, grid);
  return (weight === "heavy" ? t.heavy : t.light)(colo, grid);
}
