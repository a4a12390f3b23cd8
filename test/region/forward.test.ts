import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CallerGoneError, type Target } from "../../src/region/forward.ts";
import { Pool } from "../../src/region/pool.ts";
import { MAX_ANSWER_BYTES } from "../../src/region/protocol.ts";
import { NoSelectionError } from "../../src/summarizer/extract/select.ts";
import { BROKEN, json, type ProviderServer, startProvider } from "../grid/provider-server.ts";
import {
  answerBy,
  deaf,
  extractBy,
  forward,
  hanging,
  honest,
  over,
  overloadError,
  standIn,
  target,
  throwing,
  USELESS,
  WORK,
} from "../placement/stand-ins.ts";

const BODY_BYTES = new TextEncoder().encode(JSON.stringify(WORK)).byteLength;
const bytesOf = (answer: unknown) => new TextEncoder().encode(JSON.stringify(answer)).byteLength;

const never = new AbortController().signal;

const send = (
  targets: readonly Target[],
  { pool = new Pool(1), deadlineMs = 2_000, caller = never } = {},
) => forward(targets, WORK, { pool, deadlineMs, caller });

const stateOf = (pool: Pool, { region }: Target) =>
  pool.landings([region]).get(region.id)?.[0]?.state;

let server: ProviderServer;
beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  server = await startProvider(json(answerBy("north")));
});
afterAll(() => server.close());

describe("a region that answers", () => {
  it("does the work, and nobody else is asked", async () => {
    const second = honest("south");
    const first = target("north", honest("north", "ARN"));
    const { result, bytes } = await send([first, target("south", second)]);
    expect(result).toEqual({
      extract: extractBy("north"),
      region: first.region,
      instance: "north-0",
      colo: "ARN",
    });
    expect(bytes).toBe(BODY_BYTES + bytesOf(answerBy("north", "ARN")));
    expect(second.requests).toHaveLength(0);
  });

  it("gets the work as it is, over HTTP too", async () => {
    let body = "";
    server.answer((request, response) => {
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => json(answerBy("north"))(request, response));
    });
    const { result } = await send([target("north", over(server.url))]);
    expect(result?.extract).toEqual(extractBy("north"));
    expect(JSON.parse(body)).toEqual(WORK);
    expect(server.requests.at(-1)?.url).toBe("/internal/v5/summaries");
  });

  it("reports its location to the pool; the platform knows it better than the Worker", async () => {
    const pool = new Pool(1);
    const pinned = standIn(() =>
      Response.json(answerBy("north", "AMS"), { headers: { "cf-placement": "remote-ARN" } }),
    );
    const { result } = await send([target("north", pinned)], { pool });
    expect(result?.colo).toBe("ARN");
    expect(pool.landings([target("north", pinned).region]).get("north")?.[0]?.colo).toBe("ARN");
  });

  it("may refuse as the edge would, which is an answer: nobody else is asked", async () => {
    const pool = new Pool(1);
    const second = honest("south");
    const refusing = standIn(() => Response.json({ refused: { field: "max_length", works: 9 } }));
    const targets = [target("north", refusing), target("south", second)];
    for (let count = 0; count < 5; count++) {
      const error = await send(targets, { pool }).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(NoSelectionError);
      expect(error).toMatchObject({ field: "max_length", works: 9 });
    }
    expect(second.requests).toHaveLength(0);
    expect(stateOf(pool, targets[0] as Target)).toBe("ready");
  });
});

// A call that never ends uses up the whole deadline; then the edge does the work.
const ENDLESS = ["no answer", "an endless drip"];

describe.each(
  Object.entries({ ...BROKEN, ...USELESS }).filter(([name]) => !ENDLESS.includes(name)),
)("a region that answers %s", (_, handler) => {
  it("loses the work to the next one, once, and its bytes count", async () => {
    server.answer(handler);
    const before = server.requests.length;
    const second = honest("south");
    const { result, bytes } = await send([
      target("north", over(server.url)),
      target("south", second),
    ]);
    expect(result?.region.id).toBe("south");
    expect(server.requests.length).toBe(before + 1);
    expect(second.requests).toHaveLength(1);
    expect(bytes).toBeGreaterThanOrEqual(2 * BODY_BYTES + bytesOf(answerBy("south")));
    expect(bytes).toBeLessThan(2 * MAX_ANSWER_BYTES);
  });
});

describe.each(ENDLESS)("a region that gives %s", (name) => {
  it("is left at the deadline, and the edge does the work", async () => {
    let closed = false;
    server.answer((request, response) => {
      response.on("close", () => {
        closed = true;
      });
      BROKEN[name]?.(request, response);
    });
    const pool = new Pool(1);
    const north = target("north", over(server.url));
    const second = honest("south");
    const { result, bytes } = await send([north, target("south", second)], {
      pool,
      deadlineMs: 200,
    });
    expect(result).toBeNull();
    expect(bytes).toBeGreaterThanOrEqual(BODY_BYTES);
    expect(second.requests).toHaveLength(0);
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});

describe("bytes", () => {
  it("of a useless answer count, up to where it was cut", async () => {
    server.answer(json({ hello: "world" }));
    const useless = await send([target("north", over(server.url))]);
    expect(useless).toEqual({ result: null, bytes: BODY_BYTES + bytesOf({ hello: "world" }) });
    server.answer(BROKEN["an endless stream"] ?? json(null));
    const cut = await send([target("north", over(server.url))]);
    expect(cut.bytes).toBeGreaterThan(MAX_ANSWER_BYTES);
    expect(cut.bytes).toBeLessThan(MAX_ANSWER_BYTES + 1_000_000);
  });

  it("of an answer that broke off count", async () => {
    const dribbling = standIn(
      () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new Uint8Array(1_000)),
          }),
        ),
    );
    const { result, bytes } = await send([target("north", dribbling)], { deadlineMs: 100 });
    expect(result).toBeNull();
    expect(bytes).toBe(BODY_BYTES + 1_000);
  });
});

describe("attempts", () => {
  it("are two at most", async () => {
    const backends = [throwing(new Error("one")), throwing(new Error("two")), honest("three")];
    const { result, bytes } = await send(backends.map((one, index) => target(`r${index}`, one)));
    expect(result).toBeNull();
    expect(bytes).toBe(2 * BODY_BYTES);
    expect(backends.map(({ requests }) => requests.length)).toEqual([1, 1, 0]);
  });

  it("come one after the other, never two at once", async () => {
    let open = 0;
    let most = 0;
    const failing = standIn(async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((wake) => setTimeout(wake, 30));
      open -= 1;
      throw new Error("no");
    });
    await send([target("north", failing), target("south", failing)]);
    expect(failing.requests).toHaveLength(2);
    expect(most).toBe(1);
  });

  it("end at one deadline together", async () => {
    const slow = standIn(
      () => new Promise((_, reject) => setTimeout(() => reject(new Error("slow")), 100)),
    );
    const second = hanging();
    const { result } = await send([target("north", slow), target("south", second)], {
      deadlineMs: 300,
    });
    expect(result).toBeNull();
    expect(second.requests[0]?.signal.aborted).toBe(true);
  });

  it("that ignore the deadline do not hold up the caller, and what they say later is not heard", async () => {
    const pool = new Pool(1);
    let answer: (response: Response) => void = () => undefined;
    const late = standIn(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const north = target("north", late);
    const forwarded = await send([north], { pool, deadlineMs: 50 });
    answer(Response.json(answerBy("north", "ARN")));
    await new Promise((wake) => setTimeout(wake, 20));
    expect(forwarded).toEqual({ result: null, bytes: BODY_BYTES });
    expect(pool.landings([north.region]).get("north")?.[0]).not.toHaveProperty("colo");
  });

  it("are none without a target", async () => {
    expect(await send([])).toEqual({ result: null, bytes: 0 });
  });
});

describe("a caller that goes away", () => {
  it.each([
    ["listens", hanging],
    ["is deaf", deaf],
  ])("cancels the work of a region that %s, and nobody else is asked", async (_, make) => {
    const pool = new Pool(1);
    const caller = new AbortController();
    const first = make();
    const second = honest("south");
    const north = target("north", first);
    const work = send([north, target("south", second)], { pool, caller: caller.signal });
    await vi.waitFor(() => expect(first.requests).toHaveLength(1));
    caller.abort();
    await expect(work).rejects.toBeInstanceOf(CallerGoneError);
    expect(first.requests[0]?.signal.aborted).toBe(true);
    expect(second.requests).toHaveLength(0);
    expect(stateOf(pool, north)).toBe("ready");
  });

  it("hangs up on the region, too", async () => {
    const caller = new AbortController();
    let closed = false;
    server.answer((_, response) => {
      response.on("close", () => {
        closed = true;
      });
      caller.abort();
    });
    const work = send([target("north", over(server.url))], { caller: caller.signal });
    await expect(work).rejects.toBeInstanceOf(CallerGoneError);
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  it("before any region is asked gets nothing done", async () => {
    const first = honest("north");
    const work = send([target("north", first)], { caller: AbortSignal.abort() });
    await expect(work).rejects.toBeInstanceOf(CallerGoneError);
    expect(first.requests).toHaveLength(0);
  });

  it("a hundred times leaves no work counted as under way", async () => {
    const pool = new Pool(1);
    const north = target("north", deaf());
    for (let count = 0; count < 100; count++) {
      const caller = new AbortController();
      const work = send([north], { pool, caller: caller.signal });
      caller.abort();
      await expect(work).rejects.toBeInstanceOf(CallerGoneError);
    }
    expect(stateOf(pool, north)).toBe("ready");
  });
});

describe("what the pool learns", () => {
  const failing = target("north", throwing(new Error("no")));

  it("three failures in a row open the breaker, a later trial closes it", async () => {
    let nowMs = 1_000;
    const pool = new Pool(1, () => nowMs);
    for (const state of ["ready", "ready", "broken"]) {
      await send([failing], { pool });
      expect(stateOf(pool, failing)).toBe(state);
    }
    nowMs += 30_000;
    expect(stateOf(pool, failing)).toBe("ready");
    await send([failing], { pool });
    expect(stateOf(pool, failing)).toBe("broken");
    nowMs += 60_000;
    await send([target("north", honest("north"))], { pool });
    await send([failing], { pool });
    await send([failing], { pool });
    expect(stateOf(pool, failing)).toBe("ready");
  });

  it("an overloaded object gets a pause at once, and the next region the work", async () => {
    const pool = new Pool(1);
    const busy = target("north", throwing(overloadError()));
    const { result } = await send([busy, target("south", honest("south"))], { pool });
    expect(result?.region.id).toBe("south");
    expect(stateOf(pool, busy)).toBe("overloaded");
  });

  it("anything may be thrown", async () => {
    for (const thrown of [undefined, null, "no", { overloaded: true }, new DOMException("x")]) {
      const { result } = await send([target("north", throwing(thrown))]);
      expect(result).toBeNull();
    }
  });
});
