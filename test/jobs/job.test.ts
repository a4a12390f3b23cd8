import { createHmac } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { SummaryAnswer } from "../../src/contract/summary.ts";
import { Job, type JobTools, LEASE_MS } from "../../src/jobs/job.ts";
import type { JobPlan } from "../../src/jobs/plan.ts";
import { callbackSecret, newJobId } from "../../src/jobs/seal.ts";
import type { Sent } from "../../src/jobs/state.ts";
import { FakeStorage } from "./fake-storage.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TEXT = "The ferryman counted seventeen herons beside the breakwater.";
const ANSWER = {
  id: "an-id",
  summary: "Seventeen herons were counted.",
} as unknown as SummaryAnswer;

class Killed extends Error {}
class Unmendable extends Error {}

interface Order {
  text: string;
}

/** A simulated deployment for jobs, with its own clock. */
function played(id = newJobId()) {
  const storage = new FakeStorage();
  const world = {
    now: NOW,
    plan: { atMs: NOW + 3 * HOUR, expectedGrams: 4, immediateGrams: 9 } as JobPlan,
    runs: [] as string[],
    orders: [] as Order[],
    run: async (): Promise<SummaryAnswer> => ANSWER,
    posts: [] as { url: string; init: RequestInit }[],
    post: async (): Promise<Response> => new Response("ok"),
  };
  const tools: JobTools<Order> = {
    storage,
    id,
    now: () => world.now,
    newId: (nowMs) => `run-${nowMs}`,
    run: async (order, job) => {
      world.runs.push(job.runId);
      world.orders.push(order);
      return world.run();
    },
    plan: async (_, nowMs, untilMs) => ({
      ...world.plan,
      atMs: Math.min(untilMs, Math.max(nowMs, world.plan.atMs)),
    }),
    problemOf: (error) =>
      error instanceof Unmendable
        ? { type: "urn:x", title: "Unprocessable", status: 422, detail: "no" }
        : undefined,
    post: (url, init) => {
      world.posts.push({ url, init });
      return world.post();
    },
  };
  return { storage, world, id, fresh: () => new Job<Order>(tools) };
}

const sent = (rest: Partial<Sent> = {}): Sent => ({
  createdMs: NOW,
  deadlineMs: NOW + 24 * HOUR,
  keyId: null,
  edge: { colo: "FRA", country: "DE", caller: undefined },
  continent: "EU",
  load: {} as Sent["load"],
  callbackUrl: null,
  ...rest,
});

type Played = ReturnType<typeof played>;

/** Moves the clock to each alarm in turn, with a new object each time, until `until` holds or no alarm is left. */
async function wakeUntil({ storage, world, fresh }: Played, until: () => boolean, most = 60) {
  for (let wakes = 0; wakes < most && storage.alarmMs !== null && !until(); wakes++) {
    world.now = Math.max(world.now, storage.alarmMs);
    await fresh()
      .wake()
      .catch((error) => {
        // The platform repeats an alarm whose handler died with its process.
        if (!(error instanceof Killed)) throw error;
      });
  }
}

let one: Played;
beforeEach(() => {
  one = played();
});
const statusOf = async (job = one) => {
  const found = await job.fresh().read(null);
  return typeof found === "string" ? found : found.status;
};
const isOver = (job = one) => {
  const state = job.storage.entries.get("state") as { finishedMs: number | null } | undefined;
  return () => (job.storage.entries.get("state") as typeof state)?.finishedMs !== null;
};

describe("a job", () => {
  test("waits for its time, runs once, and is read with its summary", async () => {
    const made = await one.fresh().create(sent(), { text: TEXT });
    expect(made).toMatchObject({ status: "waiting", expected_grams: 4, immediate_grams: 9 });
    expect(Date.parse(made.expected_at)).toBeGreaterThanOrEqual(NOW + 3 * HOUR);
    await wakeUntil(one, isOver());
    expect(one.world.now).toBeGreaterThanOrEqual(NOW + 3 * HOUR);
    expect(one.world.orders).toEqual([{ text: TEXT }]);
    expect(await one.fresh().read(null)).toMatchObject({
      status: "done",
      attempts: 1,
      result: ANSWER,
    });
  });

  test("keeps nothing of its text in the clear, none at all once it is over, and nothing a day later", async () => {
    const words = TEXT.split(/\W+/).filter((word) => word.length > 4);
    const expectNone = () => {
      for (const word of words) expect(one.storage.text()).not.toContain(word);
    };
    await one.fresh().create(sent(), { text: TEXT });
    expectNone();
    expect([...one.storage.entries.keys()]).toContain("text/0");
    await wakeUntil(one, isOver());
    expectNone();
    expect([...one.storage.entries.keys()].filter((key) => key.startsWith("text"))).toEqual([]);
    await wakeUntil(one, () => false);
    expect(one.storage.entries.size).toBe(0);
    expect(one.world.now).toBeLessThanOrEqual(NOW + 30 * HOUR);
    expect(await one.fresh().read(null)).toBe("unknown");
  });

  test("follows a forecast that changes, in time to meet its deadline", async () => {
    one.world.plan.atMs = NOW + 20 * HOUR;
    await one.fresh().create(sent(), { text: TEXT });
    await one.fresh().wake();
    expect(one.storage.alarmMs).toBeGreaterThanOrEqual(NOW + 3 * HOUR);
    expect(one.storage.alarmMs).toBeLessThan(NOW + 3.25 * HOUR);
    one.world.plan.atMs = NOW + 5 * HOUR;
    await wakeUntil(one, isOver());
    expect(one.world.now).toBeLessThan(NOW + 6 * HOUR);
    const late = played();
    late.world.plan.atMs = Number.MAX_SAFE_INTEGER;
    await late.fresh().create(sent({ deadlineMs: NOW + HOUR }), { text: TEXT });
    await wakeUntil(late, isOver(late));
    expect(late.world.now).toBeLessThan(NOW + HOUR);
    expect(await statusOf(late)).toBe("done");
  });

  test("is opened by its own key alone, and ended by it", async () => {
    await one.fresh().create(sent({ keyId: "kiosk-aaaaaa" }), { text: TEXT });
    for (const other of [null, "shop-bbbbbb"]) {
      expect(await one.fresh().read(other)).toBe("foreign");
      expect(await one.fresh().cancel(other)).toBe("foreign");
    }
    expect(await one.fresh().cancel("kiosk-aaaaaa")).toMatchObject({ status: "cancelled" });
    expect(await played().fresh().cancel(null)).toBe("unknown");
  });

  test("that is cancelled never runs; one that is over stays as it is", async () => {
    await one.fresh().create(sent(), { text: TEXT });
    await one.fresh().cancel(null);
    expect([...one.storage.entries.keys()].filter((key) => key.startsWith("text"))).toEqual([]);
    await wakeUntil(one, () => false);
    expect(one.world.runs).toEqual([]);
    const done = played();
    await done.fresh().create(sent(), { text: TEXT });
    await wakeUntil(done, isOver(done));
    expect(await done.fresh().cancel(null)).toMatchObject({ status: "done", result: ANSWER });
  });

  test("that is cancelled while it runs has no result", async () => {
    await one.fresh().create(sent({ callbackUrl: "https://a.example.org/" }), { text: TEXT });
    one.world.run = async () => {
      await one.fresh().cancel(null);
      return ANSWER;
    };
    await wakeUntil(one, () => false);
    expect(one.world.runs).toHaveLength(1);
    expect(one.world.posts).toEqual([]);
  });

  test("that nothing can mend fails with its problem, once", async () => {
    one.world.run = async () => {
      throw new Unmendable();
    };
    await one.fresh().create(sent(), { text: TEXT });
    await wakeUntil(one, isOver());
    expect(one.world.runs).toHaveLength(1);
    expect(await one.fresh().read(null)).toMatchObject({
      status: "failed",
      result: null,
      problem: { status: 422 },
    });
  });
});

describe("nothing is lost", () => {
  test("where the process is killed at any write, and the receipt's id stays the same", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 14 }), fc.boolean(), async (at, hasCallback) => {
        const job = played();
        const callbackUrl = hasCallback ? "https://a.example.org/hook" : null;
        await job.fresh().create(sent({ callbackUrl }), { text: TEXT });
        let writes = 0;
        job.storage.fault = () => {
          writes += 1;
          if (writes === at) throw new Killed();
        };
        await wakeUntil(job, isOver(job));
        expect(await statusOf(job)).toBe("done");
        expect(new Set(job.world.runs).size).toBe(1);
        await wakeUntil(job, () => false);
        expect(job.storage.entries.size).toBe(0);
        expect(job.world.posts.length > 0).toBe(hasCallback);
      }),
    );
  });

  test("where the process dies with a run, which begins again after its lease", async () => {
    await one.fresh().create(sent(), { text: TEXT });
    let isFirst = true;
    one.world.run = () => {
      if (!isFirst) return Promise.resolve(ANSWER);
      isFirst = false;
      return new Promise(() => undefined);
    };
    one.world.now = one.storage.alarmMs ?? 0;
    while (one.world.runs.length === 0) {
      // Never settles, because its isolate is gone.
      void one.fresh().wake();
      await new Promise((wake) => setTimeout(wake, 50));
      if (one.world.runs.length === 0) one.world.now = one.storage.alarmMs ?? 0;
    }
    expect(one.storage.entries.get("state")).toMatchObject({ status: "running" });
    expect(one.storage.alarmMs).toBe(one.world.now + LEASE_MS);
    await wakeUntil(one, isOver());
    expect(await statusOf()).toBe("done");
    expect(new Set(one.world.runs).size).toBe(1);
  });

  test("where the process dies with a run, which begins again when the job is asked for", async () => {
    await one.fresh().create(sent(), { text: TEXT });
    const dying = one.fresh();
    one.world.run = () => new Promise(() => undefined);
    while (one.world.runs.length === 0) {
      one.world.now = one.storage.alarmMs ?? 0;
      void dying.wake();
      await new Promise((wake) => setTimeout(wake, 50));
    }
    // The instance that runs it is alive as far as it knows.
    expect(await dying.read(null)).toMatchObject({ status: "running" });
    expect(await one.fresh().read("another-key")).toBe("foreign");
    expect(one.storage.alarmMs).toBe(one.world.now + LEASE_MS);
    expect(await one.fresh().read(null)).toMatchObject({ status: "waiting", attempts: 1 });
    expect(one.storage.alarmMs).toBe(one.world.now);
    one.world.run = async () => ANSWER;
    await one.fresh().wake();
    expect(await one.fresh().read(null)).toMatchObject({ status: "done", attempts: 2 });
    expect(new Set(one.world.runs).size).toBe(1);
  });

  test("where a region dies again and again: tried with growing waits until the deadline and an hour", async () => {
    one.world.run = async () => {
      throw new Error("the region died");
    };
    await one.fresh().create(sent({ deadlineMs: NOW + 6 * HOUR }), { text: TEXT });
    await wakeUntil(one, isOver());
    expect(await statusOf()).toBe("expired");
    expect(one.world.runs.length).toBeGreaterThan(10);
    expect(one.world.now).toBeLessThan(NOW + 8 * HOUR);
    expect([...one.storage.entries.keys()].filter((key) => key.startsWith("text"))).toEqual([]);
    const mended = played();
    let failures = 3;
    mended.world.run = async () => {
      failures -= 1;
      if (failures > 0) throw new Error("overloaded");
      return ANSWER;
    };
    await mended.fresh().create(sent(), { text: TEXT });
    await wakeUntil(mended, isOver(mended));
    expect(await statusOf(mended)).toBe("done");
  });

  test("where the clock jumps: back it waits, ahead it runs, days ahead it is expired and told", async () => {
    const back = played();
    await back.fresh().create(sent(), { text: TEXT });
    const { alarmMs } = back.storage;
    back.world.now = NOW - 5 * HOUR;
    await back.fresh().wake();
    expect([back.world.runs.length, back.storage.alarmMs]).toEqual([0, alarmMs]);
    const ahead = played();
    await ahead.fresh().create(sent(), { text: TEXT });
    ahead.world.now = NOW + 24.5 * HOUR;
    await ahead.fresh().wake();
    expect(await statusOf(ahead)).toBe("done");
    const days = played();
    await days.fresh().create(sent(), { text: TEXT });
    days.world.now = NOW + 100 * HOUR;
    await days.fresh().wake();
    expect(await statusOf(days)).toBe("expired");
    expect(days.world.runs).toEqual([]);
  });

  test("of 1,000 jobs due at one minute: each runs once, spread over a quarter of an hour", async () => {
    const jobs = await Promise.all(
      Array.from({ length: 1_000 }, async () => {
        const job = played();
        await job.fresh().create(sent(), { text: TEXT });
        return job;
      }),
    );
    const starts: number[] = [];
    await Promise.all(
      jobs.map(async (job) => {
        await wakeUntil(job, isOver(job));
        starts.push(job.world.now);
        expect(job.world.runs).toHaveLength(1);
      }),
    );
    const first = Math.min(...starts);
    expect(Math.max(...starts) - first).toBeLessThan(15 * MINUTE);
    const perMinute = Map.groupBy(starts, (ms) => Math.floor((ms - first) / MINUTE));
    for (const inOne of perMinute.values()) expect(inOne.length).toBeLessThan(120);
  });
});

describe("a callback", () => {
  const URL_ = "https://receiver.example.org/hook";

  test("is posted once, signed after Standard Webhooks, with the job as it is read", async () => {
    await one.fresh().create(sent({ callbackUrl: URL_ }), { text: TEXT });
    await wakeUntil(one, () => one.world.posts.length > 0);
    const [{ url, init } = { url: "", init: {} }] = one.world.posts;
    const headers = init.headers as Record<string, string>;
    const body = init.body as string;
    expect(url).toBe(URL_);
    expect(init).toMatchObject({ method: "POST", redirect: "manual" });
    const secret = Buffer.from((await callbackSecret(one.id)).slice(6), "base64");
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(
      `v1,${createHmac("sha256", secret).update(signed).digest("base64")}`,
    );
    expect(headers["webhook-id"]).not.toContain(one.id);
    expect(JSON.parse(body)).toMatchObject({ id: one.id, status: "done", result: ANSWER });
    await wakeUntil(one, () => false);
    expect(one.world.posts).toHaveLength(1);
  });

  test.each<[string, () => Promise<Response>]>([
    ["that fails", async () => new Response("", { status: 500 })],
    ["that redirects", async () => new Response("", { status: 302 })],
    ["that cannot be reached", () => Promise.reject(new TypeError("no route"))],
  ])("%s is tried six times within a day, with growing waits, and given up", async (_, post) => {
    one.world.post = post;
    await one.fresh().create(sent({ callbackUrl: URL_ }), { text: TEXT });
    await wakeUntil(one, () => one.world.posts.length === 6);
    expect(await one.fresh().read(null)).toMatchObject({
      status: "done",
      callback: { state: "failed", attempts: 6 },
      result: ANSWER,
    });
    const times = one.world.posts.map(({ init }) =>
      Number((init.headers as Record<string, string>)["webhook-timestamp"]),
    );
    const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(waits).toEqual([30, 120, 600, 3_600, 21_600]);
    expect(
      new Set(
        one.world.posts.map(({ init }) => (init.headers as Record<string, string>)["webhook-id"]),
      ).size,
    ).toBe(1);
    await wakeUntil(one, () => false);
    expect(one.world.posts).toHaveLength(6);
    expect(one.storage.entries.size).toBe(0);
  });

  test("that hangs is left after ten seconds and tried again", async () => {
    one.world.post = () => new Promise(() => undefined);
    await one.fresh().create(sent({ callbackUrl: URL_ }), { text: TEXT });
    await wakeUntil(one, isOver());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const woken = wakeUntil(one, () => one.world.posts.length === 1);
    while (one.world.posts.length === 0) await new Promise((wake) => setImmediate(wake));
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    await woken;
    expect(await one.fresh().read(null)).toMatchObject({
      callback: { state: "waiting", attempts: 1 },
    });
    one.world.post = async () => new Response("ok");
    await wakeUntil(one, () => one.world.posts.length === 2);
    expect(await one.fresh().read(null)).toMatchObject({
      callback: { state: "delivered", attempts: 2 },
    });
  });
});
