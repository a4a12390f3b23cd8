import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { launch } from "../browser/chromium.ts";
import { expectSummary, type Row, TEXT, tried } from "./row.ts";

const SCRIPT = `
  import OpenAI from "openai";
  window.ask = async (baseURL, content) => {
    const client = new OpenAI({ baseURL, apiKey: "none", dangerouslyAllowBrowser: true, maxRetries: 0 });
    const { data, response } = await client.chat.completions
      .create({ model: "greengist", messages: [{ role: "user", content }] })
      .withResponse();
    return { text: data.choices[0].message.content, receipt: response.headers.get("link") };
  };
`;

/** The client of OpenAI on a page of another origin, so that the browser asks for leave with all of its headers. */
export const browserRow = (url: string): Promise<Row> =>
  tried("openai (browser)", "chat.completions, CORS", async () => {
    const { outputFiles } = await build({
      stdin: { contents: SCRIPT, resolveDir: import.meta.dirname },
      bundle: true,
      format: "iife",
      write: false,
      logLevel: "error",
    });
    const page = `<!doctype html><script>${outputFiles[0]?.text.replaceAll("</script", "<\\/script")}</script>`;
    const site = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
    }).listen(0, "127.0.0.1");
    await once(site, "listening");
    const browser = await launch();
    try {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
      const call = `ask(${JSON.stringify(new URL("v1", url).href)}, ${JSON.stringify(TEXT)})`;
      const { text, receipt } = await tab.evaluate<{ text: string; receipt: string }>(call);
      expectSummary(text);
      if (!receipt.includes("describedby")) throw new Error("the page may not read the receipt");
    } finally {
      await browser.close();
      site.close();
    }
  });
