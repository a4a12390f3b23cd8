export const en = {
  working: "Summarizing",
  failed: "The text could not be summarized.",
  cost: (grams: string, isDevice: boolean): string =>
    isDevice ? `${grams} CO₂e, on this device (estimate)` : `${grams} CO₂e`,
};

export type ElementMessages = typeof en;
