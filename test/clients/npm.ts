import { createOpenAI } from "@ai-sdk/openai";
import { summarization } from "@huggingface/inference";
import { loadSummarizationChain } from "@langchain/classic/chains";
import { Document } from "@langchain/core/documents";
import { ChatOpenAI } from "@langchain/openai";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { generateObject, generateText, streamText } from "ai";
import Cloudflare from "cloudflare";
import OpenAI from "openai";
import parsePrometheus from "parse-prometheus-text-format";
import * as z from "zod";
import { expectSummary, type Row, TEXT, tried } from "./row.ts";

const ASKED = `Summarize this in one sentence:\n\n${TEXT}`;

/** Calls with the clients that npm has, of a greengist at this URL. */
export async function npmRows(url: string): Promise<Row[]> {
  const baseURL = new URL("v1", url).href;
  const openai = new OpenAI({ baseURL, apiKey: "none", maxRetries: 0 });
  const sdk = createOpenAI({ baseURL, apiKey: "none" });
  const langchain = new ChatOpenAI({
    model: "greengist",
    apiKey: "none",
    maxRetries: 0,
    configuration: { baseURL },
  });
  // The tokenizer that its chains count with is loaded from the network.
  langchain.getNumTokens = async (content) => String(content).length;
  const cloudflare = new Cloudflare({
    baseURL: new URL("client/v4", url).href,
    apiToken: "none",
    maxRetries: 0,
  });
  const messages = [{ role: "user" as const, content: ASKED }];
  const half = TEXT.indexOf("Six turbines");
  const documents = [TEXT.slice(0, half).trim(), TEXT.slice(half)].map(
    (pageContent) => new Document({ pageContent }),
  );
  const chain = (type: "stuff" | "map_reduce" | "refine") => () =>
    loadSummarizationChain(langchain, { type })
      .invoke({ input_documents: documents })
      .then(({ text, output_text = text }) => expectSummary(output_text.replaceAll(/\s+/g, " ")));

  return [
    await tried("openai (Node)", "chat.completions", async () => {
      const answer = await openai.chat.completions.create({ model: "gpt-4o-mini", messages });
      expectSummary(answer.choices[0]?.message.content);
    }),
    await tried("openai (Node)", "responses", async () => {
      const answer = await openai.responses.create({ model: "greengist", input: ASKED });
      expectSummary(answer.output_text);
    }),
    await tried("openai (Node)", "completions", async () => {
      const answer = await openai.completions.create({ model: "greengist", prompt: ASKED });
      expectSummary(answer.choices[0]?.text);
    }),
    await tried("@huggingface/inference", "summarization", async () => {
      const endpointUrl = new URL("models/facebook/bart-large-cnn", url).href;
      expectSummary((await summarization({ endpointUrl, inputs: TEXT })).summary_text);
    }),
    await tried("cloudflare (Node)", "ai.run", async () => {
      const answer = await cloudflare.ai.run("@cf/facebook/bart-large-cnn", {
        account_id: "any",
        input_text: TEXT,
        max_length: 60,
      });
      expectSummary((answer as { summary: string }).summary);
    }),
    await tried("cloudflare (Node)", "ai.run, refused", async () => {
      const refused = await cloudflare.ai
        .run("@cf/facebook/bart-large-cnn", { account_id: "any", input_text: "\n" })
        .catch((error) => error);
      if (!(refused instanceof Cloudflare.APIError) || refused.status !== 400) throw refused;
    }),
    await tried("Vercel AI", "generateText, chat", async () => {
      const { text } = await generateText({ model: sdk.chat("greengist"), prompt: ASKED });
      expectSummary(text);
    }),
    await tried("Vercel AI", "generateText, @ai-sdk/openai default", async () => {
      const { text } = await generateText({ model: sdk("greengist"), prompt: ASKED });
      expectSummary(text);
    }),
    await tried("Vercel AI", "streamText", async () => {
      expectSummary(await streamText({ model: sdk("greengist"), prompt: ASKED }).text);
    }),
    await tried("Vercel AI", "generateObject", async () => {
      const schema = z.object({ title: z.string(), summary: z.string() });
      const { object } = await generateObject({
        model: sdk.chat("greengist"),
        schema,
        prompt: ASKED,
      });
      expectSummary(object.summary);
    }),
    await tried("langchain-openai (Node)", "ChatOpenAI", async () => {
      expectSummary((await langchain.invoke(ASKED)).content);
    }),
    await tried("langchain (Node)", "summarization chain, stuff", chain("stuff")),
    await tried("langchain (Node)", "summarization chain, map_reduce", chain("map_reduce")),
    await tried("langchain (Node)", "summarization chain, refine", chain("refine")),
    await tried("MCP SDK (Node)", "tools", async () => {
      const client = new Client({ name: "clients", version: "1" });
      await client.connect(new StreamableHTTPClientTransport(new URL("mcp", url)));
      const { structuredContent } = await client.callTool({
        name: "summarize",
        arguments: { text: TEXT, length: "short" },
      });
      expectSummary((structuredContent as { summary: string }).summary);
      await client.close();
    }),
    await tried("Prometheus (parser of npm)", "GET /metrics", async () => {
      const families = parsePrometheus(await (await fetch(new URL("metrics", url))).text());
      const counted = families.find(({ name }) => name === "greengist_requests_total");
      if (!Number(counted?.metrics[0]?.value)) throw new Error("nothing is counted");
    }),
  ];
}
