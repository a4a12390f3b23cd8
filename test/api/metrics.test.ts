import parse from "parse-prometheus-text-format";
import { expect, it } from "vitest";
import { toOpenMetrics } from "../../src/api/metrics.ts";
import { NOTHING, sum, totalsOf } from "../../src/ledger/totals.ts";
import { receipt } from "../ledger/receipts.ts";

const one = totalsOf({ ...receipt(), inputTokens: 300 });
const groups = [
  { key: "weur", totals: sum([one, one]) },
  { key: 'odd "name"\\', totals: one },
];

it("says the day's figures in a form that a Prometheus parser reads", () => {
  const text = toOpenMetrics({ totals: sum(groups.map(({ totals }) => totals)), groups });
  const families = new Map(parse(text).map((family) => [family.name, family]));
  expect(families.get("greengist_today_requests")).toMatchObject({
    type: "GAUGE",
    metrics: [
      { value: "2", labels: { region: "weur" } },
      { value: "1", labels: { region: 'odd "name"\\' } },
    ],
  });
  const [tokens] = families.get("greengist_today_input_tokens")?.metrics ?? [];
  expect(tokens?.value).toBe("600");
  const [grams] = families.get("greengist_today_emissions_grams")?.metrics ?? [];
  expect(Number(grams?.value)).toBeCloseTo(2 * one.totalGrams.value, 15);
  const quantiles = families.get("greengist_today_emissions_per_request_grams")?.metrics;
  expect(quantiles?.map(({ labels }) => labels?.quantile)).toEqual(["0.5", "0.9", "0.99"]);
});

it("keeps to what OpenMetrics asks for beyond that", () => {
  const lines = toOpenMetrics({ totals: NOTHING, groups: [] }).split("\n");
  expect(lines.slice(-2)).toEqual(["# EOF", ""]);
  for (const line of lines.filter((one) => one.startsWith("# UNIT"))) {
    const [, , family, unit] = line.split(" ");
    expect(family?.endsWith(`_${unit}`)).toBe(true);
  }
});
