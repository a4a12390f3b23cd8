import { describe, expect, it } from "vitest";
import { numberOf, SettingError, switchOf, textOf } from "../src/settings.ts";

const shareOf = (setting: unknown) => numberOf("HOLDOUT_SHARE", setting, 0.02, [0, 1]);

describe("a number among the settings", () => {
  it.each([
    [undefined, 0.02],
    ["", 0.02],
    [" ", 0.02],
    ["0.5", 0.5],
    ["0", 0],
    [0.5, 0.5],
    [0, 0],
    [1, 1],
  ])("%j is %d", (setting, share) => {
    expect(shareOf(setting)).toBe(share);
  });

  it.each(["-0.1", "1.1", "half", "NaN", 2, true, [], {}])("%j is refused by name", (setting) => {
    expect(() => shareOf(setting)).toThrow(SettingError);
    expect(() => shareOf(setting)).toThrow("HOLDOUT_SHARE must be a number from 0 to 1");
  });
});

it("a list written in TOML is the JSON of it", () => {
  expect(textOf([{ id: "attic" }])).toBe('[{"id":"attic"}]');
  expect(textOf("[]")).toBe("[]");
  expect(textOf(undefined)).toBeUndefined();
});

describe("a switch among the settings", () => {
  it.each([
    ["on", true],
    ["off", false],
    ["", true],
    [undefined, true],
  ])("%j is %s", (setting, expected) => {
    expect(switchOf("EDGE_WRITER", setting, true)).toBe(expected);
  });

  it.each(["yes", "ON", "0"])("%j is refused by name", (setting) => {
    expect(() => switchOf("EDGE_WRITER", setting, true)).toThrow(
      'EDGE_WRITER must be "on" or "off"',
    );
  });
});
