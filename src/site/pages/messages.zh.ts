import type { SiteMessages } from "./messages.en.ts";

export const zh: SiteMessages = {
  name: "中文",
  joint: "",
  listed: "、",
  comma: "，",
  pages: {
    playground: "摘要",
    analytics: "排放",
    methodology: "计算方法",
    docs: "接口",
  },
  offline: {
    title: "当前处于离线状态",
    text: "本页需要网络。若模型已下载，可在本机离线生成摘要。",
    link: "在本机生成摘要",
    skip: "跳到正文",
  },
  comparison: {
    anchor: "用来比较的",
    source: "数字来自美国环保署",
  },
  sources: { simulation: "模拟" },
  regionNames: {
    "aws:eu-north-1": "斯德哥尔摩",
    "aws:ca-central-1": "蒙特利尔",
    wnam: "北美西部",
    enam: "北美东部",
    sam: "南美",
    weur: "西欧",
    eeur: "东欧",
    apac: "亚太",
    "apac-ne": "东北亚",
    "apac-se": "东南亚",
    oc: "大洋洲",
    afr: "非洲",
    me: "中东",
  },
};
