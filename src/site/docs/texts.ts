import type { Tag } from "../../api/openapi/parts.ts";
import type { Language } from "../../contract/language.ts";

/** The page's own words; the reference itself is English in every language. */
interface Texts {
  title: string;
  description: string;
  skip: string;
  lede: string;
  server: string;
  machine: string;
  contents: string;
  first: string;
  firstNote: string;
  stream: string;
  streamNote: string;
  clients: string;
  clientsNote: string;
  receipt: string;
  receiptNote: string;
  problems: string;
  problemsNote: string;
  status: string;
  meaning: string;
  reference: string;
  tags: Record<Tag, string>;
  schemas: string;
  parameters: string;
  body: string;
  answers: string;
  name: string;
  type: string;
  about: string;
  required: string;
  standard: string;
  tryIt: string;
  form: string;
  example: string;
  run: string;
  running: string;
  stop: string;
  failed: string;
  copy: string;
  copied: string;
  language: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "API",
    description: "How to call greengist: first call, clients you already have, full reference.",
    skip: "Skip to the documentation",
    lede: "One POST in; a summary and its carbon receipt out. Everything below can be run against this server.",
    server: "This server",
    machine: "For machines: OpenAPI 3.1",
    contents: "Contents",
    first: "First call",
    firstNote: "Only text is needed. The receipt comes with the answer, and in its headers.",
    stream: "As a stream",
    streamNote:
      "Ask for text/event-stream: one message a sentence (or, where a model writes, its draft as token events), then the event summary with the whole answer.",
    clients: "With the client you have",
    clientsNote:
      "Change the address and keep your code. The receipt is in the headers Carbon-Emissions-Scope-2 and Link.",
    receipt: "The receipt, later",
    receiptNote: "Newest first. A deployment asks for its ADMIN_TOKEN.",
    problems: "When it goes wrong",
    problemsNote:
      "Every error is application/problem+json (RFC 9457): a stable type, a title in English or Chinese, and a detail that names the field. The dialects answer in their own shapes.",
    status: "Status",
    meaning: "Title",
    reference: "Reference",
    tags: {
      Summaries: "Summaries",
      Dialects: "Dialects",
      Emissions: "Emissions",
      Placement: "Placement",
      "Carbon Aware SDK": "Carbon Aware SDK",
      Service: "Service",
    },
    schemas: "Schemas",
    parameters: "Parameters",
    body: "Body",
    answers: "Answers",
    name: "Name",
    type: "Type",
    about: "Meaning",
    required: "required",
    standard: "default",
    tryIt: "Try it",
    form: "Answer as",
    example: "Example",
    run: "Run",
    running: "Running",
    stop: "Stop",
    failed: "The server could not be reached.",
    copy: "Copy",
    copied: "Copied",
    language: "Language of the example",
  },
  zh: {
    title: "接口",
    description: "如何调用 greengist：第一次调用、沿用已有客户端、完整参考。",
    skip: "跳到文档",
    lede: "发送一个 POST 请求，即可得到摘要及其碳排放凭据。下列示例均可直接在本服务器上运行。",
    server: "本服务器",
    machine: "供程序读取：OpenAPI 3.1",
    contents: "目录",
    first: "第一次调用",
    firstNote: "只需提供文本。碳排放凭据随答复返回，也写在响应头中。",
    stream: "以流的方式",
    streamNote:
      "请求 text/event-stream：每句一条消息（由模型撰写时，草稿以 token 事件逐步送出），最后以 summary 事件给出完整答复。",
    clients: "沿用您已有的客户端",
    clientsNote:
      "只需更换地址，代码不变。碳排放凭据位于响应头 Carbon-Emissions-Scope-2 与 Link 中。",
    receipt: "事后查询凭据",
    receiptNote: "最新的在前。正式部署需要 ADMIN_TOKEN。",
    problems: "出错时",
    problemsNote:
      "所有错误均为 application/problem+json（RFC 9457）：稳定的 type，中文或英文的 title，以及指明字段的 detail。各方言以其自身的格式返回错误。",
    status: "状态码",
    meaning: "标题",
    reference: "参考",
    tags: {
      Summaries: "摘要",
      Dialects: "方言",
      Emissions: "排放",
      Placement: "运行地点",
      "Carbon Aware SDK": "Carbon Aware SDK",
      Service: "服务",
    },
    schemas: "数据结构",
    parameters: "参数",
    body: "请求体",
    answers: "答复",
    name: "名称",
    type: "类型",
    about: "含义",
    required: "必填",
    standard: "默认",
    tryIt: "试一试",
    form: "答复格式",
    example: "示例",
    run: "运行",
    running: "正在运行",
    stop: "停止",
    failed: "无法连接服务器。",
    copy: "复制",
    copied: "已复制",
    language: "示例语言",
  },
};
