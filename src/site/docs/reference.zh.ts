import type { Tag } from "../../api/openapi/parts.ts";

/** Chinese titles of the operations, by `operationId`; their English ones are in the OpenAPI document. */
export const TITLES_ZH: Readonly<Record<string, string>> = {
  summarize: "为一篇文档生成摘要",
  newJob: "在电力最清洁时生成摘要",
  job: "任务的进展；完成后含摘要与收据",
  cancelJob: "取消任务并删除其文本",
  createChatCompletion: "OpenAI：对话补全",
  createCompletion: "OpenAI：补全",
  createResponse: "OpenAI：响应",
  listModels: "OpenAI：列出模型",
  retrieveModel: "OpenAI：查看一个模型",
  huggingFaceSummarization: "Hugging Face：摘要",
  workersAiSummarization: "Workers AI：摘要",
  mcp: "模型上下文协议（MCP）：供助手使用的工具",
  emissions: "总量与时间序列",
  receipts: "收据，最新的在前",
  receipt: "一张收据",
  calibration: "CPU 时间的预测及其准确度",
  metrics: "供 Prometheus 读取的计数与分布",
  regions: "当前所有区域，最清洁的在前",
  placement: "预览给定大小的请求会在何处运行",
  bestLocation: "若干地点中最清洁的一个",
  locationsEmissions: "若干地点的碳强度",
  locationEmissions: "一个地点的碳强度",
  currentForecasts: "若干地点的预测及其最清洁的时段",
  forecastBatch: "多次预测，各以当时所知为准",
  averageCarbonIntensity: "一个地点在一段时间内的平均碳强度",
  averageCarbonIntensityBatch: "多个这样的平均值",
  locations: "地点的名称",
  health: "健康状况、版本与内存",
  openapi: "本文档",
};

/** Chinese descriptions of the groups of operations. */
export const GROUPS_ZH: Readonly<Record<Tag, string>> = {
  Summaries: "发送一篇文档，得到摘要与碳收据。",
  Jobs: "同样的摘要，稍后在电力最清洁的时间与地点生成。",
  Dialects: "以现有客户端所用的接口提供同一服务；收据在响应头中。",
  Emissions: "所有摘要的排放：总量、收据与校准。",
  Placement: "任务在何处运行，以及当地电力的碳强度。",
  "Carbon Aware SDK": "绿色软件基金会 SDK 的 Web API，名称与格式相同。",
  Service: "健康状况与元数据。",
};
