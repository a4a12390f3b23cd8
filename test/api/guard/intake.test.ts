import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Arrival, Intake } from "../../../src/api/guard/intake.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const DEADLINE_MS = 30_000;

/** A body whose chunks the test sends at chosen times, and the result of reading it. */
function body(intake: Intake, deadlineMs = DEADLINE_MS) {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (one) => {
      controller = one;
    },
  });
  const state = { bytes: 0, end: "" };
  const read = async () => {
    for await (const chunk of intake.chunks(stream, { deadlineMs }))
      state.bytes += chunk.byteLength;
  };
  read().then(
    () => {
      state.end = "whole";
    },
    (error: { type?: string }) => {
      state.end = error.type ?? String(error);
    },
  );
  return {
    state,
    send: async (bytes: number) => {
      if (state.end === "") controller?.enqueue(new Uint8Array(bytes));
      await vi.advanceTimersByTimeAsync(0);
    },
    finish: async () => {
      controller?.close();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe("bodies that arrive", () => {
  it("count nothing while nothing arrives, and are refused at the deadline", async () => {
    const intake = new Intake(1_000);
    const idle = Array.from({ length: 500 }, () => body(intake));
    const other = body(intake);
    await other.send(1_000);
    await other.finish();
    expect(other.state).toEqual({ bytes: 1_000, end: "whole" });
    await vi.advanceTimersByTimeAsync(DEADLINE_MS - 1_000);
    expect(idle.every(({ state }) => state.end === "")).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(idle.every(({ state }) => state.end === "too-slow")).toBe(true);
  });

  it.each([
    ["stops", 4_000, 0],
    ["trickles", 1_000, 10],
  ])("and one that %s is refused after five seconds", async (_, first, each) => {
    const slow = body(new Intake());
    await slow.send(first);
    for (let second = 0; second < 4; second++) {
      await vi.advanceTimersByTimeAsync(1_000);
      if (each > 0) await slow.send(each);
    }
    expect(slow.state.end).toBe("");
    for (let second = 0; second < 3; second++) {
      await vi.advanceTimersByTimeAsync(1_000);
      if (each > 0) await slow.send(each);
    }
    expect(slow.state.end).toBe("too-slow");
  });

  it("give way, the stillest first, to one that just sends", async () => {
    const intake = new Intake(1_000);
    const [first, second] = [body(intake), body(intake)];
    await first.send(400);
    await vi.advanceTimersByTimeAsync(1_000);
    await second.send(400);
    await vi.advanceTimersByTimeAsync(500);
    const honest = body(intake);
    await honest.send(500);
    await honest.finish();
    await vi.advanceTimersByTimeAsync(500);
    expect(honest.state.end).toBe("whole");
    expect(first.state.end).toBe("overloaded");
    expect(second.state.end).toBe("");
  });

  it("are refused if all send at once and there is no room", async () => {
    const intake = new Intake(1_000);
    const [first, second] = [body(intake), body(intake)];
    await first.send(600);
    await second.send(600);
    expect(second.state.end).toBe("overloaded");
    await first.finish();
    expect(first.state.end).toBe("whole");
  });

  it("are not blamed for a clock that goes on while the isolate is busy", () => {
    const arrival = new Arrival();
    arrival.take(10_000);
    vi.setSystemTime(Date.now() + 60_000);
    expect(arrival.look(DEADLINE_MS)).toBeUndefined();
  });
});
