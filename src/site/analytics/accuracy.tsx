import type { toBand } from "../../tail/reconcile.ts";
import { count, significant } from "../pages/quantity.ts";
import type { AnalyticsMessages } from "./messages.en.ts";

/** Measured over predicted CPU time of one model's requests, as reported by a Tail Worker. */
export type Band = ReturnType<typeof toBand>;

/** The logarithmic scale extends from a quarter to four times the predicted value. */
const OCTAVES = 2;

const at = (ratio: number): number =>
  50 + (50 * Math.max(-OCTAVES, Math.min(OCTAVES, Math.log2(ratio)))) / OCTAVES;

/** The error of the predictions: a band that contains nine requests in ten, around the line of 1. */
export const Accuracy = ({ t, bands }: { t: AnalyticsMessages; bands: readonly Band[] }) => (
  <table class="split" data-dimension="accuracy">
    <caption>{t.accuracy.title}</caption>
    <tbody>
      {bands.length === 0 && (
        <tr>
          <td class="soft small">{t.accuracy.none}</td>
        </tr>
      )}
      {bands.map((band) => (
        <tr>
          <th scope="row">
            {band.model}
            <span class="soft small"> {t.summaries(count(band.requests))}</span>
            <svg class="band" width="100%" height="9" aria-hidden="true">
              <rect class="track" y="3" width="100%" height="3" />
              <rect
                x={`${at(band.p5 ?? band.ratio)}%`}
                y="3"
                width={`${at(band.p95 ?? band.ratio) - at(band.p5 ?? band.ratio)}%`}
                height="3"
              />
              <line x1="50%" x2="50%" y1="0" y2="9" />
              <circle cx={`${at(band.ratio)}%`} cy="4.5" r="4" />
            </svg>
          </th>
          <td class="number">
            <data value={String(band.ratio)}>{`× ${significant(band.ratio)}`}</data>
          </td>
          <td class="number soft">
            {band.p5 !== null &&
              band.p95 !== null &&
              t.accuracy.range(significant(band.p5), significant(band.p95))}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
