import { expect, it } from "vitest";
import { toCsv, toNdjson } from "../../src/api/table.ts";

const rows = [
  { key: "weur", total_g: { value: 2, min: 1, max: 3 }, saved_g: -0.5, p50_g: null },
  { key: '=1+"a",\nb', total_g: { value: 0, min: 0, max: 0 }, saved_g: 1e-9, p50_g: 4 },
];

it("CSV has a column for each figure, quotes, and no formulas", () => {
  expect(toCsv(rows)).toBe(
    "key,total_g,total_g_min,total_g_max,saved_g,p50_g\r\n" +
      "weur,2,1,3,-0.5,\r\n" +
      `"'=1+""a"",\nb",0,0,0,1e-9,4\r\n`,
  );
});

it("NDJSON is one row a line", () => {
  expect(
    toNdjson(rows)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(rows);
  expect(toNdjson([])).toBe("");
});
