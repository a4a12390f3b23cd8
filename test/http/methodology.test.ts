import { describe, expect, it } from "vitest";
import { fromLogLine } from "../../src/tail/prediction.ts";
import { readTallies, Tally } from "../../src/tail/tally.ts";
import { ListedKv, traceOf } from "../tail/traces.ts";
import { HARBOUR, summarize } from "./client.ts";
import { sharedWorker } from "./worker.ts";

const server = sharedWorker();

describe("GET /methodology", () => {
  it.each([
    ["?lang=en", {}, "What a summary emits, and how we know"],
    ["?lang=zh", {}, "一次摘要排放多少，我们如何得知"],
    ["", { "accept-language": "zh-CN,zh;q=0.9" }, "一次摘要排放多少，我们如何得知"],
    ["", { "accept-language": "de" }, "What a summary emits, and how we know"],
  ])("%s %j: %3$s", async (query, headers, title) => {
    const response = await server.fetch(`/methodology${query}`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const html = await response.text();
    expect(html).toContain(`>${title}</h1>`);
    expect(html).toContain("WATTS_PER_VCPU");
  });

  it("loads nothing but its own style, which is there, and has nothing inline", async () => {
    const html = await (await server.fetch("/methodology")).text();
    expect(html).not.toMatch(/<script|<style|style="|<img|@import/);
    const [, style = ""] = /<link rel="stylesheet" href="(\/[^"]+)"/.exec(html) ?? [];
    const response = await server.fetch(style);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/css");
    await response.body?.cancel();
  });
});

describe("predicted against measured CPU", () => {
  it("shows what the prediction rests on, and nothing measured without a Tail Worker", async () => {
    const response = await server.fetch("/v1/emissions/calibration");
    expect(await response.json()).toMatchObject({
      calibration: { model: "nano", seconds_per_gmac: expect.any(Number) },
      measured: [],
    });
  });

  it("logs of each summary what a Tail Worker needs, and nothing of the document", async () => {
    server.clearLogs();
    const { answer } = await summarize(server, { text: HARBOUR });
    const logged = () =>
      server
        .getLogs()
        .map(({ message }) => message.trim())
        .filter((line) => fromLogLine(line)?.id === answer.id);
    await expect.poll(logged).toHaveLength(1);
    const [line = ""] = logged();
    expect(Object.keys(JSON.parse(line)).sort()).toEqual([
      "event",
      "id",
      "model",
      "predicted_cpu_seconds",
    ]);

    const kv = new ListedKv();
    await new Tally().take([traceOf(7, [line])], kv.asNamespace(), Date.now());
    expect((await readTallies(kv.asNamespace())).get("nano")).toMatchObject({
      requests: 1,
      measuredCpuSeconds: 0.007,
      predictedCpuSeconds: fromLogLine(line)?.predictedCpuSeconds,
    });
  });
});
