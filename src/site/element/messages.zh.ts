import type { ElementMessages } from "./messages.en.ts";

export const zh: ElementMessages = {
  working: "正在摘要",
  failed: "未能生成摘要。",
  cost: (grams, isDevice) => (isDevice ? `${grams} CO₂e，本机（估算）` : `${grams} CO₂e`),
};
