import { describe, expect, it, vi } from "vitest";
import type { Region } from "../../src/placement/regions.ts";
import { backendOf, type Reach, UnreachableRegionError } from "../../src/region/backend.ts";
import { toRegionRequest } from "../../src/region/forward.ts";
import { REGION_PATH, WHERE_PATH } from "../../src/region/protocol.ts";
import { startProvider, text } from "../grid/provider-server.ts";
import { standIn } from "../placement/stand-ins.ts";
import { region } from "../placement/world.ts";

const reachWith = (changes: Partial<Reach> = {}): Reach => ({
  objects: {} as DurableObjectNamespace,
  service: () => undefined,
  fetch,
  secret: "open sesame",
  ...changes,
});

const ok = () => standIn(() => new Response("ok"));
const work = () =>
  toRegionRequest(
    { bytes: Uint8Array.from(Buffer.from('{"text":"A."}')), type: "application/json" },
    new AbortController().signal,
    REGION_PATH,
  );

const of = (backend: Region["backend"]): Region => ({ ...region("lyon", ["FR"]), backend });
const service = of({ kind: "service", binding: "LYON", cloudRegion: "gcp:europe-west9" });
const url = of({ kind: "url", url: "https://lyon.example/some/page" });

describe("a region of Durable Objects", () => {
  it("is reached by the object's name, with the hint for its first use", async () => {
    const stub = ok();
    const getByName = vi.fn(() => stub);
    const objects = { getByName } as unknown as DurableObjectNamespace;
    const backend = backendOf(region("weur", ["NL"]), "weur-1", reachWith({ objects }));
    await backend.fetch(work());
    expect(getByName).toHaveBeenCalledWith("weur-1", { locationHint: "weur" });
    expect(stub.requests[0]?.headers.has("authorization")).toBe(false);
  });
});

describe("a region behind a service binding", () => {
  it("is reached by the binding's name, with the secret", async () => {
    const bound = ok();
    const reach = reachWith({ service: (name) => (name === "LYON" ? bound : undefined) });
    await backendOf(service, "lyon", reach).fetch(work());
    expect(bound.requests[0]?.headers.get("authorization")).toBe("Bearer open sesame");
    expect(new URL(bound.requests[0]?.url ?? "").pathname).toBe(REGION_PATH);
  });
});

describe("a region at a URL", () => {
  it("is reached there, at the path that was asked for, with the secret", async () => {
    const web = ok();
    const reach = reachWith({ fetch: ((request: Request) => web.fetch(request)) as typeof fetch });
    const backend = backendOf(url, "lyon", reach);
    await backend.fetch(work());
    await backend.fetch(new Request(`https://region${WHERE_PATH}`));
    expect(web.requests.map((request) => request.url)).toEqual([
      `https://lyon.example${REGION_PATH}`,
      `https://lyon.example${WHERE_PATH}`,
    ]);
    const [sent] = web.requests;
    expect(sent?.method).toBe("POST");
    expect(sent?.headers.get("authorization")).toBe("Bearer open sesame");
    expect(await sent?.json()).toEqual({ text: "A." });
  });

  it("is fetched as Workers want it: without a `this`", async () => {
    let self: unknown = "not called";
    const web = ok();
    function strict(this: unknown, request: Request) {
      self = this;
      return web.fetch(request);
    }
    await backendOf(url, "lyon", reachWith({ fetch: strict as typeof fetch })).fetch(work());
    expect(self).toBeUndefined();
  });

  it("may not send text and secret elsewhere", async () => {
    const elsewhere = await startProvider(text("thanks", "text/plain"));
    const moved = await startProvider(
      text("", "text/plain", 307, { location: `${elsewhere.url}/collect` }),
    );
    const there = of({ kind: "url", url: moved.url });
    const response = await backendOf(there, "lyon", reachWith()).fetch(work());
    expect(response.status).toBe(307);
    expect(elsewhere.requests).toEqual([]);
    await Promise.all([elsewhere.close(), moved.close()]);
  });
});

describe("a region that cannot be reached", () => {
  it.each([
    ["has no binding of its name", service, reachWith(), /lyon .*no service binding LYON/],
    [
      "is bound, but no secret is set",
      service,
      reachWith({ service: ok, secret: undefined }),
      /lyon .*REGION_SECRET is not set/,
    ],
    ["has a URL, but no secret is set", url, reachWith({ secret: "" }), /REGION_SECRET is not set/],
  ])("%s", (_, unreachable, reach, message) => {
    const reaching = () => backendOf(unreachable, "lyon", reach);
    expect(reaching).toThrow(UnreachableRegionError);
    expect(reaching).toThrow(message);
  });
});
