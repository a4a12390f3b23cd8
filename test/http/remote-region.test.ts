import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Handler, json, startProvider, text } from "../grid/provider-server.ts";
import { HARBOUR, summarize } from "./client.ts";
import { restart } from "./copies.ts";
import { runCron, standings } from "./standings.ts";
import { startWorker } from "./worker.ts";

const SECRET = "a secret for tests only";
const trace = await startProvider(text("fl=1\ncolo=CDG\n", "text/plain"));

/** A proxy between the edge and the region, and its effect on requests. */
let way: Handler = json({}, 500);
const between = await startProvider((request, response) => way(request, response));

const lyon = {
  id: "lyon",
  backend: { kind: "url", url: between.url },
  zones: ["FR"],
  latitude: 45.73,
  longitude: 5.08,
};
const vars = {
  REGIONS: JSON.stringify([lyon]),
  REGION_SECRET: SECRET,
};
const edge = startWorker(vars);
const far = startWorker({ REGION_SECRET: SECRET, TRACE_URL: trace.url });
afterAll(() => Promise.all([trace.close(), between.close()]));

let farUrl: URL;
const statuses: number[] = [];

/** Passes a request on to the region, with different authorization if given. */
const passOn =
  (authorization?: string | null): Handler =>
  (request: IncomingMessage, response: ServerResponse) => {
    const headers = { ...request.headers };
    if (authorization === null) delete headers.authorization;
    else if (authorization !== undefined) headers.authorization = authorization;
    const { method, url: path } = request;
    const { hostname, port } = farUrl;
    const onward = httpRequest({ hostname, port, path, method, headers }, (answer) => {
      statuses.push(answer.statusCode ?? 0);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  };

beforeAll(async () => {
  farUrl = (await far.listen()).url;
  // Both open their models, which takes longer than a small request waits for a region.
  await Promise.all([summarize(far, { text: HARBOUR }), summarize(edge, { text: HARBOUR })]);
});

beforeEach(async () => {
  statuses.length = 0;
  // A success between failures keeps the circuit breaker closed.
  way = passOn();
  await inLyon();
  statuses.length = 0;
});

const inLyon = async (document = HARBOUR) =>
  (await summarize(edge, { text: document, region: "lyon" })).answer;

// A small request waits three seconds for a region, which is too short on an overloaded machine.
const PATIENTLY = { retry: 2 };

describe("a region at a URL", PATIENTLY, () => {
  it("does the work as the edge would, and is charged to where it says it is", async () => {
    const there = await inLyon();
    const here = (await summarize(edge, { text: HARBOUR, region: "edge" })).answer;
    expect(statuses).toEqual([200]);
    expect(there.placement).toMatchObject({
      ran: "region",
      region: "lyon",
      colo: "CDG",
      zone: "FR",
      reason: "Moved to lyon (FR), as the caller requested.",
    });
    expect(there.emissions.grid.zone).toBe("FR");
    expect(there.sentences).toEqual(here.sentences);
    expect(there.usage).toEqual(here.usage);
  });

  it("is found by the cron, too", async () => {
    await runCron(edge);
    await restart(edge);
    const row = (await standings(edge)).find(({ region }) => region === "lyon");
    expect(row).toMatchObject({ kind: "url", colo: "CDG", zone: "FR", basis: "colo" });
    await summarize(edge, { text: HARBOUR });
  });
});

describe("a region at a URL that fails", PATIENTLY, () => {
  it.each<[string, Handler, number[]]>([
    ["does not know the secret", passOn("Bearer another secret"), [401]],
    ["got no secret", passOn(null), [401]],
    ["is of another version", text("Not Found", "text/plain", 404), []],
    ["talks nonsense", text("<!doctype html>", "text/html"), []],
    [
      "stops half way",
      (_, response) => {
        response.writeHead(200, { "content-length": 1_000 });
        response.write('{"extract":');
        setTimeout(() => response.destroy(), 20);
      },
      [],
    ],
    ["hangs up", (request) => request.socket.destroy(), []],
    ["says nothing", () => undefined, []],
    [
      "never stops",
      (_, response) => {
        const pour = () => {
          while (!response.destroyed && response.write(" ".repeat(65_536)));
        };
        response.on("drain", pour);
        pour();
      },
      [],
    ],
    ["points elsewhere", text("", "text/plain", 307, { location: "http://127.0.0.1:1/" }), []],
  ])("because it %s leaves the work to the edge", async (_, handler, expected) => {
    way = handler;
    const asked = between.requests.length;
    const { placement, sentences, emissions } = await inLyon();
    expect(between.requests.length).toBe(asked + 1);
    expect(statuses).toEqual(expected);
    expect(placement).toMatchObject({ ran: "edge", region: null });
    expect(placement.reason).toMatch(/^lyon .+, so the edge did the work\.$/);
    expect(emissions.grid.zone).toBe(placement.zone);
    expect(sentences).toHaveLength(2);
  });

  it("is charged for what was sent to and fro in vain", async () => {
    way = text("x".repeat(100_000), "text/plain");
    const { emissions } = await inLyon();
    const more = emissions.network_g - (emissions.access_g ?? 0);
    const gramsPerByte = (0.001 / 1e9) * emissions.grid.grams_per_kwh;
    expect(more).toBeGreaterThan(100_000 * gramsPerByte);
    expect(more).toBeLessThan(110_000 * gramsPerByte);
    expect(emissions.saved_g).toBeLessThan(0);
  });
});

describe("callers that hang up while a region is at work", PATIENTLY, () => {
  it("do not take the region from those who come after them", async () => {
    way = (request) => request.resume();
    const { url } = await edge.listen();
    const body = JSON.stringify({ text: HARBOUR, region: "lyon" });
    const asked = between.requests.length;
    const sockets = [1, 2].map(() => {
      const socket = connect(Number(url.port), url.hostname);
      socket.write(
        `POST /v1/summarize HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/json\r\n` +
          `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
      return socket;
    });
    await vi.waitFor(() => expect(between.requests.length).toBe(asked + 2), 10_000);
    for (const socket of sockets) socket.destroy();
    way = passOn();
    expect((await inLyon()).placement).toMatchObject({ ran: "region", region: "lyon" });
  });
});

// Leaves the circuit breaker open, so only a restart may follow.
describe("a region at a URL that fails again and again", PATIENTLY, () => {
  it("three times in a row is not asked a fourth time", async () => {
    way = text("no", "text/plain", 500);
    for (let count = 0; count < 3; count++) await inLyon();
    const asked = between.requests.length;
    const { placement } = await inLyon();
    expect(between.requests.length).toBe(asked);
    expect(placement.reason).toBe(
      "Stayed at the edge: lyon, which was asked for, has its circuit breaker open.",
    );
  });
});

describe("an edge that has no secret", () => {
  it("does the work itself", async () => {
    await restart(edge, { REGION_SECRET: "" });
    const asked = between.requests.length;
    const { placement } = (await summarize(edge, { text: HARBOUR, region: "lyon" })).answer;
    expect(between.requests.length).toBe(asked);
    expect(placement).toMatchObject({ ran: "edge", region: null });
  });
});
