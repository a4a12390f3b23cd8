import type { MethodologyMessages } from "./messages.en.ts";

export const zh: MethodologyMessages = {
  title: "计算方法",
  description: "一次摘要的排放如何估算：每一项，每一个常数。",
  skip: "跳到正文",
};
