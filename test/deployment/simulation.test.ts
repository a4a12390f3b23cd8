import { expect, it } from "vitest";
import { SIMULATED_TIME_HEADER, simulatedTimeOf } from "../../src/deployment/simulation.ts";

const TIME = "2026-11-23T12:00:00.000Z";
const headers = (time: string) => new Headers({ [SIMULATED_TIME_HEADER]: time });

it("takes the time of a request from its header where both settings allow it", () => {
  const settings = { ENVIRONMENT: "development", SIMULATION: "on" };
  expect(simulatedTimeOf(settings, headers(TIME))).toBe(Date.parse(TIME));
});

it.each([
  [{ SIMULATION: "on" }, TIME],
  [{ ENVIRONMENT: "production", SIMULATION: "on" }, TIME],
  [{ ENVIRONMENT: "development" }, TIME],
  [{ ENVIRONMENT: "development", SIMULATION: "off" }, TIME],
  [{ ENVIRONMENT: "development", SIMULATION: "on" }, "noon"],
])("ignores it with %o and %s", (settings, time) => {
  expect(simulatedTimeOf(settings, headers(time))).toBeUndefined();
});

it("is not there without the header", () => {
  const settings = { ENVIRONMENT: "development", SIMULATION: "on" };
  expect(simulatedTimeOf(settings, new Headers())).toBeUndefined();
});
