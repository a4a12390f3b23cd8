import type { ReceiptJson } from "../../contract/emissions.ts";
import type { PageLanguage } from "../../contract/language.ts";
import { count, type GramsIn, inWords, type ShownQuantity } from "../pages/quantity.ts";
import { placeName, zoneName } from "../pages/zone-name.ts";
import type { ReceiptMessages } from "./messages.en.ts";

/** The edge and the regions that the placement decision compared, with its verdict on each; nothing for light work. */
export const Candidates = (props: {
  t: ReceiptMessages;
  receipt: ReceiptJson;
  language: PageLanguage;
  grams: GramsIn;
}) => {
  const { receipt, language, grams } = props;
  const t = props.t.candidates;
  const { candidates, emissions, ran, colo } = receipt;
  if (candidates.length === 0 || !emissions.inputs) return null;
  const { edge_grid } = emissions.inputs;
  const edgeGrams = emissions.counterfactual_g - (emissions.access_g ?? 0);
  return (
    <>
      <h2 id="candidates-title">{t.title}</h2>
      <p class="soft">{t.note}</p>
      <section class="wide" tabindex={0} aria-labelledby="candidates-title">
        <table class="candidates">
          <thead>
            <tr>
              <th scope="col">{t.place}</th>
              <th scope="col">{t.grid}</th>
              <th scope="col" class="number">
                {t.intensity}
              </th>
              <th scope="col" class="number">
                {t.grams}
              </th>
              <th scope="col" class="number">
                {t.latency}
              </th>
              <th scope="col">{t.verdict}</th>
            </tr>
          </thead>
          <tbody>
            <tr data-candidate="edge" aria-current={ran === "edge" ? "true" : undefined}>
              <th scope="row">
                {t.edge}
                {props.t.comma}
                {colo}
              </th>
              <td>{zoneName(edge_grid.zone, language)}</td>
              <td class="number" data-unit={t.intensity}>
                {Math.round(edge_grid.grams_per_kwh)}
              </td>
              <td class="number">
                <data value={String(edgeGrams)}>{inWords(grams(edgeGrams))}</data>
              </td>
              <td class="number">+{inWords(wholeMilliseconds(0))}</td>
              <td>{ran === "edge" ? t.ran : t.baseline}</td>
            </tr>
            {candidates.map((one) => {
              const isHere = ran === "region" && one.region === receipt.region;
              return (
                <tr data-candidate={one.region} aria-current={isHere ? "true" : undefined}>
                  <th scope="row">{placeName(one.region, language)}</th>
                  <td>{zoneName(one.zone, language)}</td>
                  <td class="number" data-unit={one.grams_per_kwh === null ? "" : t.intensity}>
                    {one.grams_per_kwh !== null && Math.round(one.grams_per_kwh)}
                  </td>
                  <td class="number">
                    {one.expected_grams !== null && (
                      <data value={String(one.expected_grams)}>
                        {inWords(grams(one.expected_grams))}
                      </data>
                    )}
                  </td>
                  <td class="number">
                    {one.added_latency_ms !== null &&
                      `+${inWords(wholeMilliseconds(one.added_latency_ms))}`}
                  </td>
                  <td>
                    {t.verdicts[one.verdict]}
                    {isHere && `${props.t.semicolon}${t.ran}`}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
};

/** Estimates by distance, which are no more precise than that. */
const wholeMilliseconds = (value: number): ShownQuantity => ({ figure: count(value), unit: "ms" });
