import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { type Answer, HARBOUR, LIBRARY, post, receipt } from "../client.ts";
import { sharedWorker } from "../worker.ts";

const server = sharedWorker();

type Result = {
  index: number;
  status: number;
  problem?: { type: string; field?: string };
} & Partial<Answer>;

const ndjson = { "content-type": "application/x-ndjson" };
const resultsOf = async (response: Response): Promise<Result[]> => {
  expect(response.status).toBe(200);
  return ((await response.json()) as { results: Result[] }).results;
};
const linesOf = (text: string): Result[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("documents", () => {
  it("are answered in order, one bad one not costing the others, each with a receipt of its own", async () => {
    const response = await post(server, {
      length: "short",
      documents: [
        { text: HARBOUR },
        { text: HARBOUR, length: "long" },
        { text: "" },
        { markdown: `# Library\n\n${LIBRARY}` },
        { text: HARBOUR, lenght: "short" },
        {},
      ],
    });
    const results = await resultsOf(response.clone() as Response);
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(results.map(({ status }) => status)).toEqual([200, 200, 422, 200, 422, 422]);
    expect(results.map(({ sentences }) => sentences?.length)).toEqual([
      1,
      5,
      undefined,
      1,
      undefined,
      undefined,
    ]);
    expect(results.map(({ problem }) => problem?.field)).toEqual([
      undefined,
      undefined,
      "text",
      undefined,
      "lenght",
      "text",
    ]);
    const ids = results.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(3);
    let operational = 0;
    for (const id of ids) {
      const { emissions } = (await receipt(server, id)) as Pick<Answer, "emissions">;
      operational += emissions.operational_g;
    }
    const header = Number(response.headers.get("carbon-emissions-scope-2"));
    expect(header / operational).toBeCloseTo(1, 4);
    const links = ids.map((id) => `</v1/emissions/requests/${id}>; rel="describedby"`);
    expect(response.headers.get("link")).toBe(links.join(", "));
  });

  it.each([
    [{ documents: [] }, "documents"],
    [{ documents: Array.from({ length: 65 }, () => ({ text: "One." })) }, "documents"],
    [{ documents: { text: "One." } }, "documents"],
    [{ documents: ["One."] }, "documents.0"],
    [{ documents: null }, "documents"],
  ])("that are no list of 1 to 64 objects are 422, case %#", async (body, field) => {
    const response = await post(server, body);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ field });
  });

  it("in full number are served", async () => {
    const documents = Array.from({ length: 64 }, (_, index) => ({
      text: `Ship ${index} came in at dawn.`,
    }));
    const results = await resultsOf(await post(server, { documents }));
    expect(results.map(({ summary }) => summary)).toEqual(documents.map(({ text }) => text));
  });
});

describe("lines", () => {
  it("are answered line by line, one bad one not costing the others", async () => {
    const body = [
      JSON.stringify({ text: HARBOUR, length: "short" }),
      "",
      "{not json",
      `${JSON.stringify({ text: LIBRARY })}\r`,
      JSON.stringify({ documents: [{ text: HARBOUR }] }),
      JSON.stringify({ text: "The last line has no end." }),
    ].join("\n");
    const response = await post(server, body, ndjson);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    const results = linesOf(await response.text());
    expect(results.map(({ index, status }) => [index, status])).toEqual([
      [0, 200],
      [1, 400],
      [2, 200],
      [3, 422],
      [4, 200],
    ]);
    expect(results[2]?.language).toBe("zh");
    expect(results[4]?.summary).toBe("The last line has no end.");
    await receipt(server, results[0]?.id as string);
  });

  it("that are too long are passed over", async () => {
    const body = `{"text":"${"a".repeat(6_200_000)}"}\n{"text":"A short one follows."}\n`;
    const results = linesOf(await (await post(server, body, ndjson)).text());
    expect(results.map(({ status }) => status)).toEqual([413, 200]);
  });

  it("beyond a thousand are not read", async () => {
    const body = `{"text":""}\n`.repeat(1_200);
    const results = linesOf(await (await post(server, body, ndjson)).text());
    expect(results).toHaveLength(1_001);
    expect(results.at(-1)).toMatchObject({
      index: 1_000,
      status: 413,
      problem: { type: "urn:greengist:problem:too-many-lines" },
    });
  });

  it("are answered while the next are still to come", async () => {
    const { url } = await server.listen();
    const socket = connect(Number(url.port), url.hostname);
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk;
    });
    const hear = async (what: string) => {
      for (let turn = 0; turn < 300 && !heard.includes(what); turn++) {
        await new Promise((wake) => setTimeout(wake, 50));
      }
      expect(heard).toContain(what);
    };
    const send = (line: string) => socket.write(`${line.length.toString(16)}\r\n${line}\r\n`);
    socket.write(
      `POST /v1/summarize HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/x-ndjson\r\n` +
        "Transfer-Encoding: chunked\r\n\r\n",
    );
    send('{"text":"The first boat came in at dawn."}\n');
    await hear("The first boat");
    send('{"text":"The second boat came in at noon."}\n');
    await hear("The second boat");
    socket.write("0\r\n\r\n");
    await hear("\r\n0\r\n");
    socket.destroy();
  });
});
