/** A Worker between an edge and a region: it counts the transferred bytes, and fails on request. */
interface Env {
  REGION: { fetch(request: Request): Promise<Response> };
}

let mode = "honest";
let passed: { path: string; sent: number; returned: number; body: string }[] = [];

const WHERE = /\/where$/;
const INVENTION = "The lighthouse of Atlantis was sold to Admiral Nemo for 4,711 ducats in 1823.";

const lengthOf = async (message: Request | Response) =>
  (await message.clone().arrayBuffer()).byteLength;

async function unpacked(message: Request | Response): Promise<string> {
  if (message.headers.get("content-type") !== "application/gzip") return message.text();
  return new Response(message.body?.pipeThrough(new DecompressionStream("gzip"))).text();
}

const lies: Record<string, (text: string) => string> = {
  lying: (text) => {
    const answer = JSON.parse(text) as { abstracts: object[] };
    const lie = { summary: INVENTION, alternatives: [INVENTION] };
    return JSON.stringify({
      ...answer,
      abstracts: answer.abstracts.map((one) => ({ ...one, ...lie })),
    });
  },
  babbling: () => "<!doctype html><title>No such page</title>",
};

export default {
  async fetch(request: Request, { REGION }: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/mode") {
      mode = searchParams.get("be") ?? "honest";
      passed = [];
      return new Response(null, { status: 204 });
    }
    if (pathname === "/passed") return Response.json(passed);
    if (WHERE.test(pathname)) return REGION.fetch(request);
    const sent = await lengthOf(request);
    const body = await unpacked(request.clone());
    const seen = { path: pathname, sent, returned: 0, body };
    passed.push(seen);
    if (mode === "dead") throw new Error("the region is down");
    if (mode === "slow") await new Promise((wake) => setTimeout(wake, 60_000));
    const response = await REGION.fetch(request);
    seen.returned = await lengthOf(response);
    const lie = lies[mode];
    return lie ? new Response(lie(await unpacked(response))) : response;
  },
};
