import type { MethodologyMessages } from "./messages.en.ts";

export const zh: MethodologyMessages = {
  title: "计算方法",
  description: "一次摘要的排放如何估算：每一项，每一个常数。",
  skip: "跳到正文",
  formula: {
    label: "公式：电力、网络与制造三项相加，即一次摘要的克数",
    terms: { operational: "电力", network: "网络", embodied: "制造" },
    factors: {
      seconds: "vCPU 忙碌秒数",
      watts: "vCPU 与内存的瓦数",
      pue: "机房的额外用电（PUE）",
      intensity: "运行地每千瓦时克数",
      bytes: "每段的字节数",
      networkEnergy: "该段每字节千瓦时",
      meanIntensity: "两端每千瓦时克数",
      manufacturing: "服务器每 vCPU 秒的克数",
    },
    total: "CO₂e 克数",
    per: "一次摘要，边缘与区域合计",
  },
};
