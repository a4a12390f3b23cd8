import type { PageLanguage } from "../../contract/language.ts";
import type { Group } from "../../ledger/query.ts";
import type { Receipt } from "../../ledger/receipt.ts";
import type { Totals } from "../../ledger/totals.ts";
import type { Coordinates } from "../../placement/latency.ts";
import type { Standing } from "../../placement/ranking.ts";
import type { Assets } from "../pages/assets.ts";
import type { Band } from "./accuracy.tsx";
import type { AnalyticsQuery } from "./address.ts";
import type { Area } from "./areas.ts";
import type { AnalyticsMessages } from "./messages.en.ts";
import type { Window } from "./window.ts";

/** Requests that took the same way. */
export interface Route {
  /** Cloudflare location where they arrived, and the id of the region where they ran. */
  colo: string;
  region: string;
  from: Coordinates;
  to: Coordinates;
  requests: number;
  /** Grams of CO2e that they emitted, and that they would have emitted at the edge. */
  grams: number;
  stayingGrams: number;
}

export const DIMENSIONS = ["model", "weight", "placement", "zone", "key"] as const;
export type ChartDimension = (typeof DIMENSIONS)[number];

/** The ledger's figures for a window. */
export interface LedgerView {
  totals: Totals;
  today: Totals;
  month: Totals;
  /** Every hour or day of the window, in order. */
  series: readonly { startMs: number; totals: Totals }[];
  splits: Readonly<Partial<Record<ChartDimension, readonly Group[]>>>;
  receipts: readonly Receipt[];
  /** Cursor of the next page of receipts. */
  cursor: string | null;
  /** The receipt that the address asks to open, if it is not among `receipts`. */
  asked: Receipt | null;
  routes: readonly Route[];
  /** Calibration of each model with measured CPU time. */
  bands: readonly Band[];
  /** False if the sums are incomplete. */
  isComplete: boolean;
}

/** The current regions. */
export interface GridView {
  standings: readonly Standing[];
  /** The grid of each area of the map. */
  areas: readonly Area[];
  /** A standing's intensity in each hour that the map can show, in gCO2eq per kWh; empty if it does not change. */
  hoursOf(standing: Standing): readonly number[];
  /** Position of each standing: its location, otherwise its region's. */
  placeOf(standing: Standing): Coordinates | undefined;
}

/** The data of the page that need no reading. */
export interface Frame {
  nowMs: number;
  window: Window;
  query: AnalyticsQuery;
  language: PageLanguage;
  messages: AnalyticsMessages;
  assets: Assets;
}

/** All data that the page shows. The ledger is null if it could not be read. */
export interface View extends Frame {
  ledger: LedgerView | null;
  grid: GridView;
}
