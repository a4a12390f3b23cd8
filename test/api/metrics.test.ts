import { readFileSync } from "node:fs";
import parse from "parse-prometheus-text-format";
import { describe, expect, it } from "vitest";
import { metricsType, OPENMETRICS, PROMETHEUS, toMetrics } from "../../src/api/metrics.ts";
import { PROBLEM_STATUS } from "../../src/contract/refused.ts";
import { cumulate } from "../../src/ledger/histogram.ts";
import { sum, totalsOf } from "../../src/ledger/totals.ts";
import { receipt } from "../ledger/receipts.ts";

const one = totalsOf({ ...receipt(), inputTokens: 300, latencyMs: 30 });
const slow = totalsOf({ ...receipt(), inputTokens: 300, latencyMs: 70_000 });
const regions = { weur: sum([one, slow]), 'odd "name"\\': one };

const refusals = { overloaded: 3, "rate-limited": 70, "long-gone": 1 };

const familiesOf = (text: string) => new Map(parse(text).map((family) => [family.name, family]));

describe("the text of Prometheus", () => {
  const text = toMetrics(regions, refusals, PROMETHEUS);
  const families = familiesOf(text);

  it("counts by region, in a form that a parser reads", () => {
    expect(families.get("greengist_requests_total")).toMatchObject({
      type: "COUNTER",
      metrics: [
        { value: "2", labels: { region: "weur" } },
        { value: "1", labels: { region: 'odd "name"\\' } },
      ],
    });
    const [tokens] = families.get("greengist_input_tokens_total")?.metrics ?? [];
    expect(tokens?.value).toBe("600");
    const [grams] = families.get("greengist_emissions_grams_total")?.metrics ?? [];
    expect(Number(grams?.value)).toBeCloseTo(2 * one.totalGrams.value, 15);
  });

  it("counts refusals by type: those that never came up, too, and no others", () => {
    const counted = families.get("greengist_requests_refused_total")?.metrics ?? [];
    const by = Object.fromEntries(counted.map(({ value, labels }) => [labels?.type, value]));
    expect(by).toMatchObject({ overloaded: "3", "rate-limited": "70", "not-json": "0", http: "0" });
    expect(Object.keys(by).sort()).toEqual([...Object.keys(PROBLEM_STATUS), "http"].sort());
  });

  it("has histograms whose buckets rise to the count", () => {
    const samples = [
      ...text.matchAll(/duration_seconds_bucket\{region="weur",le="(.+?)"\} (\d+)/g),
    ];
    const bounds = samples.map(([, le]) => Number(le?.replace("+Inf", "Infinity")));
    const counts = samples.map(([, , count]) => Number(count));
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.slice(0, 3)).toEqual([0, 0, 0]);
    expect(counts.slice(-2)).toEqual([1, 2]);
    expect(text).toContain('greengist_request_duration_seconds_count{region="weur"} 2\n');
    const [, total] = /duration_seconds_sum\{region="weur"\} (\S+)/.exec(text) ?? [];
    expect(Number(total)).toBeGreaterThan(70.03 * 0.952);
    expect(Number(total)).toBeLessThan(70.03 * 1.048);
  });

  it("has no quantile outside of summaries, and no gauge", () => {
    expect(text).not.toContain("quantile=");
    expect(text).not.toMatch(/ gauge$/m);
  });
});

describe("OpenMetrics", () => {
  const lines = toMetrics(regions, refusals, OPENMETRICS).split("\n");

  it("ends as it must, and names families of counters without _total", () => {
    expect(lines.slice(-2)).toEqual(["# EOF", ""]);
    expect(lines).toContain("# TYPE greengist_requests counter");
    for (const line of lines.filter((one) => one.startsWith("# UNIT"))) {
      const [, , family, unit] = line.split(" ");
      expect(family?.endsWith(`_${unit}`)).toBe(true);
    }
  });

  it.each([
    [null, PROMETHEUS],
    ["*/*", PROMETHEUS],
    ["text/html", PROMETHEUS],
    ["application/openmetrics-text;version=1.0.0,text/plain;q=0.5", OPENMETRICS],
  ])("is given who prefers it: %s", (accept, type) => {
    expect(metricsType(accept)).toBe(type);
  });
});

it("no figure is lost between buckets", () => {
  const histogram = { zero: 2, "-30": 3, "0": 1, "12": 5 };
  expect(cumulate(histogram, [1e-9, 1, 1.1 ** 11, 1.1 ** 12]).counts).toEqual([2, 6, 6, 11]);
});

it("the dashboard asks for metrics that there are", () => {
  const dashboard = readFileSync("src/ledger/grafana.json", "utf8");
  const text = toMetrics(regions, refusals, PROMETHEUS);
  const asked = new Set(dashboard.match(/greengist_\w+/g));
  expect(asked.size).toBeGreaterThan(6);
  expect([...asked].filter((name) => !text.includes(`${name}{`))).toEqual([]);
});
