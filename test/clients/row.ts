/** A call with a client of another maker, as users make it. */
export interface Row {
  client: string;
  call: string;
  /** Why it does not work; null if it does. */
  failure: string | null;
}

export const TEXT =
  "The harbour town of Kelsmouth will switch off its last diesel generator next spring and run its port on tidal " +
  "power. All nine members of the council voted for the plan on Tuesday night. Six turbines will be anchored in the " +
  "narrows, where the current reaches four metres a second. Fishing crews had objected that their nets could snag.";

/**
 * Checks a summary of `TEXT`: sentences of it, fewer than all, and nothing of an instruction.
 * @throws Error
 */
export function expectSummary(text: unknown): void {
  const sentences = typeof text === "string" ? text.split(/(?<=\.)\s+/) : [];
  const isWhole = sentences.every((one) => one !== "" && TEXT.includes(one.replace(/^- /, "")));
  if (sentences.length === 0 || !isWhole || String(text).length >= TEXT.length) {
    throw new Error(`not a summary: ${JSON.stringify(text)}`);
  }
}

/** Makes a call and notes whether it works. */
export async function tried(
  client: string,
  call: string,
  use: () => Promise<unknown>,
): Promise<Row> {
  try {
    await use();
    return { client, call, failure: null };
  } catch (error) {
    return { client, call, failure: String(error).split("\n").slice(0, 3).join(" ") };
  }
}
