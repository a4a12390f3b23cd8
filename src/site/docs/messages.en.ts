import type { Tag } from "../../api/openapi/parts.ts";

/** The page's own texts; the reference itself is in English in every language. */
export const en = {
  title: "API",
  description:
    "How to call greengist: the first request, existing clients, and the full reference.",
  skip: "Skip to the documentation",
  lede: "POST a text and get a summary with its carbon receipt. Every example below runs against this server.",
  server: "This server",
  machine: "For machines: OpenAPI 3.1",
  contents: "Contents",
  search: "Search the API",
  nothing: "Nothing found.",
  answer: "Response",
  first: "Summarize",
  firstNote: "Only text is required. The receipt is part of the response and of its headers.",
  written: "Write it anew",
  writtenNote:
    "In abstractive mode a model rewrites the chosen sentences, and a check keeps what follows from the text. This is heavy work: it moves to a cleaner grid when that saves emissions.",
  many: "Many at once",
  manyNote:
    "Up to 64 documents in one request. The options beside them apply to each document that does not set its own.",
  later: "Later, when power is clean",
  laterNote:
    "A job waits for the hour in its window when the grid is expected to be cleanest. Ask for it by its id, or give a callback.",
  stream: "As a stream",
  streamNote:
    "Request text/event-stream: one message per sentence (in abstractive mode, token events as the text is written), then the event summary with the whole response.",
  clients: "With the client you already use",
  clientsNote:
    "Change the address and keep your code. The receipt is in the headers Carbon-Emissions-Scope-2 and Link.",
  receipt: "What did it cost?",
  receiptNote: "Newest first. A deployment requires its ADMIN_TOKEN.",
  problems: "Errors",
  problemsNote:
    "Every error is application/problem+json (RFC 9457): a stable type, a title in English or Chinese, and a detail that names the field. The compatible APIs use their own error formats.",
  status: "Status",
  meaning: "Title",
  reference: "Reference",
  tags: {
    Summaries: "Summaries",
    Jobs: "Greener later",
    Dialects: "Compatible APIs",
    Emissions: "Emissions",
    Placement: "Placement",
    "Carbon Aware SDK": "Carbon Aware SDK",
    Service: "Service",
  } satisfies Record<Tag, string>,
  schemas: "Schemas",
  parameters: "Parameters",
  body: "Body",
  /** Before the statuses of an operation's errors. */
  problemsOf: "Errors",
  answers: "Responses",
  name: "Name",
  type: "Type",
  about: "Meaning",
  required: "required",
  standard: "default",
  tryIt: "Try it",
  form: "Response format",
  example: "Example",
  run: "Run",
  running: "Running",
  stop: "Stop",
  failed: "The server could not be reached.",
  copy: "Copy",
  copied: "Copied",
  language: "Language of the example",
  /** Translations of the texts in the OpenAPI document, by the English texts. */
  descriptions: {} as Readonly<Record<string, string>>,
};

export type DocsMessages = typeof en;
