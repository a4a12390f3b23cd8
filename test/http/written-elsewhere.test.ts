import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HARBOUR, LIBRARY, longText, summarize } from "./client.ts";
import { startCopies } from "./copies.ts";

/** An edge, a region, and a proxy between them: three Workers in one workerd, over service bindings. */
const REGION_SECRET = "a secret for tests only";
const stockholm = {
  id: "aws:eu-north-1",
  backend: { kind: "service", binding: "STOCKHOLM", cloudRegion: "aws:eu-north-1" },
  zones: ["SE-SE3"],
  latitude: 59.33,
  longitude: 18.07,
};
const server = startCopies(
  {
    name: "edge",
    vars: { REGION_SECRET, REGIONS: JSON.stringify([stockholm]), HOLDOUT_SHARE: "0" },
    services: { STOCKHOLM: "between" },
    hasAssets: true,
  },
  { name: "region", vars: { REGION_SECRET, ZONE: "SE-SE3" }, hasAssets: true },
  {
    name: "between",
    main: "test/http/between.worker.ts",
    vars: {},
    services: { REGION: "region" },
  },
);

interface Passed {
  path: string;
  sent: number;
  returned: number;
  body: string;
}

const between = (path: string) => server.getWorker("between").fetch(path);
const passed = async () => (await (await between("/passed")).json()) as Passed[];

interface Written {
  mode: { used: string; reason: string };
}

const write = async (body: Record<string, unknown>) =>
  (await summarize(server, { mode: "abstractive", region: "aws:eu-north-1", ...body }))
    .answer as Awaited<ReturnType<typeof summarize>>["answer"] & Written;

// Opening a model takes longer than a request waits on an overloaded machine.
beforeAll(async () => {
  for (let attempt = 0; attempt < 5; attempt++) {
    if ((await write({ text: LIBRARY })).placement.ran === "region") return;
  }
}, 240_000);

beforeEach(async () => {
  // A success between failures keeps the circuit breaker closed.
  await between("/mode?be=honest");
  await summarize(server, { text: LIBRARY, region: "aws:eu-north-1" });
});

const be = (mode: string) => between(`/mode?be=${mode}`);

describe("a written summary in a region", { retry: 2 }, () => {
  it("sends the chosen sentences, not the document, and is charged for these bytes", async () => {
    await be("honest");
    const text = longText(3_000);
    const { placement, emissions } = await write({ text });
    expect(placement).toMatchObject({ ran: "region", zone: "SE-SE3" });
    const [only, ...others] = await passed();
    expect(others).toEqual([]);
    expect(only?.path).toMatch(/\/writings$/);
    expect(only?.sent).toBeLessThan(1_200);
    expect(only?.sent).toBeLessThan(text.length / 10);
    expect(only?.returned).toBeLessThan(600);
    const { texts } = JSON.parse(only?.body ?? "{}") as { texts: { sentence: string }[][] };
    for (const { sentence } of texts.flat()) expect(text).toContain(sentence);
    expect(emissions.inputs?.bytes.backbone).toBe((only?.sent ?? 0) + (only?.returned ?? 0));
    expect(emissions.inputs?.edge_grid.zone).not.toBe("SE-SE3");
    expect(emissions.grid.zone).toBe("SE-SE3");
    expect(emissions.saved_g).toBeGreaterThan(0);
  });

  it("says what the edge would have said", async () => {
    const [there, here] = [
      await write({ text: HARBOUR }),
      await write({ text: HARBOUR, region: "edge" }),
    ];
    expect(there.placement.ran).toBe("region");
    expect(there.summary).toBe(here.summary);
    expect(there.usage).toEqual(here.usage);
  });
});

describe("a region that cannot be relied on", { retry: 2 }, () => {
  it.each(["dead", "slow", "babbling"])(
    "and is %s leaves the writing to the edge",
    async (mode) => {
      await be(mode);
      const { placement, summary, emissions } = await write({ text: LIBRARY });
      expect(placement).toMatchObject({ ran: "edge", region: null });
      expect(placement.reason).toBe(
        "aws:eu-north-1 gave no usable answer, so the edge did the work.",
      );
      expect(summary).not.toBe("");
      expect(emissions.inputs?.bytes.backbone).toBeGreaterThan(0);
      expect(emissions.saved_g).toBeLessThan(0);
    },
    120_000,
  );

  it("and lies is found out at the edge, which gives the text's own sentences", async () => {
    await be("lying");
    const answer = await write({ text: HARBOUR });
    expect(answer.placement.ran).toBe("region");
    expect(answer.summary).not.toContain("Atlantis");
    expect(answer.sentences).not.toEqual([]);
    for (const { how } of answer.sentences) expect(["trimmed", "whole"]).toContain(how);
    expect(answer.mode.reason).toContain(" 0 rewritten");
  });

  it("and lies in a headline is found out, too", async () => {
    await be("lying");
    const { placement, summary } = await write({ text: HARBOUR, format: "headline" });
    expect(placement.ran).toBe("region");
    expect(summary).not.toContain("Atlantis");
    // A part of the text's own sentences takes its place.
    expect(HARBOUR.replace(/\s+/g, " ").toLowerCase()).toContain(summary.toLowerCase());
  });
});

describe("small in a region", { retry: 2 }, () => {
  it("is sent its window and finds what it finds at the edge", async () => {
    await be("honest");
    const text = longText(3_000);
    const ask = async (region: string) =>
      (await summarize(server, { text, model: "small", region })).answer;
    const here = await ask("edge");
    const there = await ask("aws:eu-north-1");
    expect(there.placement.ran).toBe("region");
    expect(there.sentences).toEqual(here.sentences);
    const [only] = await passed();
    expect(only?.path).toMatch(/\/rereadings$/);
    expect(only?.sent).toBeLessThan(4_000);
    expect(only?.returned).toBeLessThan(600);
  });
});
