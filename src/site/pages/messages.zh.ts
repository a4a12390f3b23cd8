import type { Messages } from "./messages.en.ts";

export const zh: Messages = {
  name: "中文",
  pages: {
    playground: "摘要",
    analytics: "排放",
    methodology: "计算方法",
    docs: "接口",
  },
  regions: "区域（JSON）",
};
