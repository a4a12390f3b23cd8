import { describe, expect, it } from "vitest";
import { HARBOUR, LIBRARY, longText, receipt, summarize } from "./client.ts";
import { startWorker } from "./worker.ts";

const server = startWorker();

describe.each([
  ["en", HARBOUR],
  ["zh", LIBRARY],
] as const)("an article in %s", (language, text) => {
  it("comes back as whole sentences in document order, with exact offsets", async () => {
    const { answer } = await summarize(server, { text });
    expect(answer.language).toBe(language);
    expect(answer.truncated).toBe(false);
    expect(answer.sentences).toHaveLength(2);
    let last = 0;
    for (const { text: sentence, start, end, score } of answer.sentences) {
      expect(text.slice(start, end)).toBe(sentence);
      expect(sentence).toMatch(/[.!?"”。！？]$/);
      expect(start).toBeGreaterThanOrEqual(last);
      expect(score).toBeGreaterThan(0);
      last = end;
      expect(answer.summary).toContain(sentence);
    }
    expect(answer.summary.length).toBeLessThan(text.length);
  });

  it("is a sentence, some 50 words or some 150, and as points 1, 3 or 6", async () => {
    for (const [length, tokens, points] of [
      ["short", 1, 1],
      ["medium", 55, 3],
      ["long", 180, 6],
    ] as const) {
      const { answer } = await summarize(server, { text, length });
      const fewer = answer.sentences.length - 1;
      expect(answer.usage.output_tokens).toBeGreaterThanOrEqual(tokens);
      const without = { text, length, sentences: Math.max(1, fewer) };
      if (fewer > 0)
        expect((await summarize(server, without)).answer.usage.output_tokens).toBeLessThan(tokens);
      const list = await summarize(server, { text, length, format: "key-points" });
      expect(list.answer.sentences).toHaveLength(points);
    }
  });

  it("keeps to bounds in tokens, which win over length", async () => {
    const { answer } = await summarize(server, {
      text,
      length: "short",
      min_length: 150,
      max_length: 170,
    });
    expect(answer.usage.output_tokens).toBeGreaterThanOrEqual(150);
    expect(answer.usage.output_tokens).toBeLessThanOrEqual(170);
  });

  it("can be key points or a headline", async () => {
    const points = await summarize(server, { text, format: "key-points" });
    expect(points.answer.summary.split("\n")).toEqual(
      points.answer.sentences.map((sentence) => `- ${sentence.text}`),
    );
    const headline = await summarize(server, { text, format: "headline" });
    expect(headline.answer.sentences).toHaveLength(1);
    expect(headline.answer.summary).not.toMatch(/[.。]$/);
  });

  it("carries a receipt that adds up and is kept in the log", async () => {
    const { answer, response } = await summarize(server, { text });
    const { emissions, id, usage } = answer;
    expect(emissions.total_g.value).toBeGreaterThan(0);
    expect(emissions.total_g.value).toBeCloseTo(
      emissions.operational_g + emissions.embodied_g + emissions.network_g,
      12,
    );
    expect(emissions.total_g.min).toBeLessThan(emissions.total_g.value);
    expect(emissions.total_g.max).toBeGreaterThan(emissions.total_g.value);
    expect(emissions.grid.kind).toBe("yearly");
    expect(response.headers.get("x-request-id")).toBe(id);
    expect(Number(response.headers.get("carbon-emissions-scope-2"))).toBeCloseTo(
      emissions.operational_g,
      12,
    );
    expect(response.headers.get("server-timing")).toContain("total");
    expect(await receipt(server, id)).toMatchObject({ id, language, usage });
  });

  it("costs the same whenever it is asked for", async () => {
    const [one, other] = await Promise.all([
      summarize(server, { text }),
      summarize(server, { text }),
    ]);
    expect(other.answer.emissions).toEqual(one.answer.emissions);
    expect(other.answer.sentences).toEqual(one.answer.sentences);
  });
});

describe("a language asked for", () => {
  it("is taken at its word", async () => {
    const { answer } = await summarize(server, { text: "OK。好的。", language: "en" });
    expect(answer.language).toBe("en");
  });
});

describe("placement", () => {
  it("keeps light work at the edge", async () => {
    const { answer } = await summarize(server, { text: HARBOUR });
    expect(answer.placement).toMatchObject({ weight: "light", ran: "edge", region: null });
    expect(answer.emissions.saved_g).toBe(0);
  });

  it("keeps heavy work at the edge where moving it would emit more, and says so", async () => {
    const { answer } = await summarize(server, { text: longText(30_000) });
    const { placement, emissions } = answer;
    expect(placement).toMatchObject({ weight: "heavy", ran: "edge", region: null });
    expect(placement.reason).toMatch(/^Stayed at the edge: .+\.$/);
    expect(placement.candidates.length).toBeGreaterThan(0);
    for (const { eligible, expected_grams, why } of placement.candidates) {
      expect(eligible).toBe(false);
      expect(why).not.toBe("");
      expect(expected_grams).toBeGreaterThan(0);
    }
    expect(emissions.saved_g).toBe(0);
  });

  it("runs in the requested place, and finds the same sentences there", async () => {
    const edge = await summarize(server, { text: HARBOUR, region: "edge" });
    const region = await summarize(server, { text: HARBOUR, region: "oc" });
    expect(region.answer.placement).toMatchObject({ ran: "region", region: "oc" });
    expect(region.answer.sentences).toEqual(edge.answer.sentences);
    expect(region.answer.emissions.network_g).toBeGreaterThan(edge.answer.emissions.network_g);
    expect(region.answer.emissions.saved_g).toBeCloseTo(
      region.answer.emissions.counterfactual_g - region.answer.emissions.total_g.value,
      12,
    );
    expect(await server.getWorker().listDurableObjectIds("REGION")).toHaveLength(1);
  });

  it("refuses in a region as it would at the edge", async () => {
    const body = { text: HARBOUR, max_length: 1 };
    const details = await Promise.all(
      ["edge", "oc"].map(async (region) => {
        const response = await server.fetch("/v1/summarize", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ ...body, region }),
        });
        return [response.status, ((await response.json()) as { detail: string }).detail];
      }),
    );
    expect(details[0]).toEqual(details[1]);
    expect(details[0]?.[0]).toBe(422);
  });
});

describe("the log", () => {
  it("pages newest first, each receipt once", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      const { answer } = await summarize(server, { text: `Sentence number ${index} stands here.` });
      ids.unshift(answer.id);
    }
    await Promise.all(ids.map((id) => receipt(server, id)));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const response = await server.fetch(`/v1/emissions/requests?limit=2${query}`);
      const body = (await response.json()) as { requests: { id: string }[]; cursor: string | null };
      seen.push(...body.requests.map(({ id }) => id));
      cursor = body.cursor;
    } while (cursor !== null);
    expect(seen.slice(0, 5)).toEqual(ids);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
