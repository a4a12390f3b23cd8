import { describe, expect, it } from "vitest";
import { UnreachableRegionError } from "../../src/region/backend.ts";
import { WHERE_PATH } from "../../src/region/protocol.ts";
import { survey } from "../../src/region/survey.ts";
import { type StandIn, standIn, throwing } from "../placement/stand-ins.ts";

const at = (colo: unknown, headers = {}): StandIn =>
  standIn(() => Response.json({ colo }, { headers }));

const one = (instance: string, backend: StandIn) => ({ instance, backend: () => backend });

describe("survey", () => {
  it("asks every object where it is", async () => {
    const paris = at("CDG");
    expect(await survey([one("west-0", paris), one("north-0", at("ARN"))])).toEqual({
      "west-0": "CDG",
      "north-0": "ARN",
    });
    const [request] = paris.requests;
    expect(paris.requests).toHaveLength(1);
    expect(request?.method).toBe("GET");
    expect(new URL(request?.url ?? "").pathname).toBe(WHERE_PATH);
  });

  it("believes the platform over the Worker", async () => {
    const pinned = at("AMS", { "cf-placement": "remote-ARN" });
    expect(await survey([one("stockholm", pinned)])).toEqual({ stockholm: "ARN" });
  });

  it("leaves out who does not know, fails, talks nonsense or cannot be reached", async () => {
    const found = await survey([
      one("a", at(null)),
      one("b", at("Paris")),
      one("c", throwing(new Error("gone"))),
      one(
        "d",
        standIn(() => new Response("not json")),
      ),
      one(
        "e",
        standIn(() => Response.json({ colo: "CDG" }, { status: 500 })),
      ),
      {
        instance: "f",
        backend: () => {
          throw new UnreachableRegionError("f", "REGION_SECRET is not set");
        },
      },
      one("g", at("ARN")),
    ]);
    expect(found).toEqual({ g: "ARN" });
  });

  it("leaves out who keeps silent or never stops, after its time", async () => {
    const endless = standIn(
      () =>
        new Response(
          new ReadableStream({
            async pull(controller) {
              await new Promise((wake) => setTimeout(wake, 50));
              controller.enqueue(new TextEncoder().encode(" "));
            },
          }),
        ),
    );
    const silent = standIn(
      ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    );
    const found = await survey([one("a", silent), one("b", endless), one("c", at("CDG"))], 500);
    expect(found).toEqual({ c: "CDG" });
  });
});
