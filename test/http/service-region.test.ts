import { afterAll, expect, it } from "vitest";
import { startProvider, text } from "../grid/provider-server.ts";
import { HARBOUR, summarize } from "./client.ts";
import { startCopies } from "./copies.ts";

const trace = await startProvider(text("fl=1\ncolo=ARN\n", "text/plain"));
afterAll(() => trace.close());

const bound = (id: string, zone: string) => ({
  id,
  backend: { kind: "service", binding: id.toUpperCase(), cloudRegion: "aws:eu-north-1" },
  zones: [zone],
  latitude: 59.33,
  longitude: 18.07,
});

const REGION_SECRET = "a secret for tests only";
const server = startCopies(
  {
    name: "edge",
    vars: {
      REGION_SECRET,
      REGIONS: JSON.stringify([
        bound("stockholm", "SE-SE3"),
        bound("oslo", "NO-NO1"),
        bound("paris", "FR"),
      ]),
    },
    services: { STOCKHOLM: "stockholm", OSLO: "oslo" },
  },
  { name: "stockholm", vars: { REGION_SECRET, TRACE_URL: trace.url } },
  { name: "oslo", vars: { REGION_SECRET: "another secret" } },
);

/** Opens a Worker's model, which takes longer than a small request waits for a region. */
const warm = (name: string) =>
  server.getWorker(name).fetch("/v1/summarize", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: HARBOUR }),
  });

it("a region behind a service binding does the work and is charged to where it is", async () => {
  expect((await warm("stockholm")).status).toBe(200);
  const here = (await summarize(server, { text: HARBOUR, region: "edge" })).answer;
  const there = (await summarize(server, { text: HARBOUR, region: "stockholm" })).answer;
  expect(there.placement).toMatchObject({
    ran: "region",
    region: "stockholm",
    colo: "ARN",
    zone: "SE-SE3",
  });
  expect(there.sentences).toEqual(here.sentences);
  expect(there.emissions.grid.zone).toBe("SE-SE3");
});

it.each([
  ["knows another secret", "oslo"],
  ["the deployment is not bound to", "paris"],
])("a region that %s leaves the work to the edge", async (_, region) => {
  const { placement, sentences } = (await summarize(server, { text: HARBOUR, region })).answer;
  expect(placement).toMatchObject({ ran: "edge", region: null });
  expect(placement.reason).toMatch(/, so the edge did the work\.$/);
  expect(sentences).toHaveLength(2);
});
