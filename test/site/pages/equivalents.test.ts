import { expect, it } from "vitest";
import {
  CAR_GRAMS_PER_KM,
  carDistance,
  PHONE_CHARGE_GRAMS,
  phoneCharges,
} from "../../../src/site/pages/equivalents.ts";

it("compares a million summaries with driving and with phone charges", () => {
  expect(carDistance((2 * CAR_GRAMS_PER_KM) / 1e6)).toBe("2.00\u00a0km");
  expect(carDistance(CAR_GRAMS_PER_KM / 1e7)).toBe("100\u00a0m");
  expect(phoneCharges(PHONE_CHARGE_GRAMS / 1e6)).toBe("1");
  expect(phoneCharges((4.12 * PHONE_CHARGE_GRAMS) / 1e6)).toBe("4.1");
  expect(phoneCharges((1_234.4 * PHONE_CHARGE_GRAMS) / 1e6)).toBe("1,234");
});
