import { expect, it } from "vitest";
import { describeRegions } from "../../../src/cli/regions/describe.ts";

it("lists regions with the place where each says that it runs", () => {
  const common = { state: "ready" as const, pue: 1.2, intensity: null };
  const said = describeRegions({
    as_of: "2026-11-23T12:00:00.000Z",
    regions: [
      {
        ...common,
        region: "aws:eu-north-1",
        instance: "aws:eu-north-1",
        kind: "service",
        colo: "ARN",
        zone: "SE-SE3",
        basis: "colo",
        grams_per_kwh: 24.6,
      },
      {
        ...common,
        region: "weur",
        instance: "weur-0",
        kind: "durable-object",
        colo: null,
        zone: "NL+GB",
        basis: "hint",
        grams_per_kwh: null,
      },
    ],
  });
  const [header, pinned, hinted] = said.split("\n");
  expect(header).toMatch(/^region +kind +state +runs in +zone +g\/kWh/);
  expect(pinned).toMatch(/^aws:eu-north-1 +service +ready +ARN +SE-SE3 +25$/);
  expect(hinted).toMatch(/^weur-0 +durable-object +ready +unknown +NL\+GB \(expected\) +unknown$/);
});

it("says where a deployment has none", () => {
  expect(describeRegions({ as_of: "2026-11-23T12:00:00.000Z", regions: [] })).toMatch(/no regions/);
});
