/** All that the element says by itself. */
interface Words {
  working: string;
  failed: string;
  cost: (grams: string, isDevice: boolean) => string;
}

export const WORDS: Readonly<Record<"en" | "zh", Words>> = {
  en: {
    working: "Summarizing",
    failed: "No summary could be made.",
    cost: (grams, isDevice) =>
      isDevice ? `${grams} CO₂e, on this device (estimate)` : `${grams} CO₂e`,
  },
  zh: {
    working: "正在摘要",
    failed: "未能生成摘要。",
    cost: (grams, isDevice) => (isDevice ? `${grams} CO₂e，本机（估算）` : `${grams} CO₂e`),
  },
};
