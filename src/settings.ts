/** A variable with an unusable value; the message names the variable. */
export class SettingError extends Error {
  constructor(name: string, value: string, expected: string) {
    super(`${name} must be ${expected}, not ${JSON.stringify(value.slice(0, 40))}`);
    this.name = "SettingError";
  }
}

/** A variable as text. A value that TOML wrote as a number or a list arrives in that form and is converted. */
export const textOf = (setting: unknown): string | undefined =>
  setting === undefined || typeof setting === "string" ? setting : JSON.stringify(setting);

/**
 * A variable as a number from `min` to `max`; `otherwise` if it is empty.
 * @throws SettingError
 */
export function numberOf(
  name: string,
  setting: unknown,
  otherwise: number,
  [min, max]: readonly [min: number, max: number],
): number {
  const text = textOf(setting)?.trim();
  if (!text) return otherwise;
  const number = Number(text);
  if (number >= min && number <= max) return number;
  throw new SettingError(name, text, `a number from ${min} to ${max}`);
}

/**
 * A variable that is "on" or "off"; `otherwise` if it is empty.
 * @throws SettingError
 */
export function switchOf(name: string, setting: string | undefined, otherwise: boolean): boolean {
  if (!setting) return otherwise;
  if (setting === "on" || setting === "off") return setting === "on";
  throw new SettingError(name, setting, '"on" or "off"');
}
