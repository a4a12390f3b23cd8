import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** Headers of one hop, or of a body that `fetch` has decoded already. */
const OF_A_HOP = ["host", "connection", "content-length", "transfer-encoding", "content-encoding"];

/** A server that passes requests on to another one and keeps what came back. */
export interface Recorder {
  origin: string;
  /** The body of the last successful response that had one, as text. */
  last(): string;
  close(): void;
}

/** Starts a recorder before the server at `target`. Responses are passed on when they are complete. */
export async function startRecorder(target: URL): Promise<Recorder> {
  let last = "";
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const answer = await fetch(new URL(request.url ?? "/", target), {
      method: request.method ?? "GET",
      headers: without(Object.entries(request.headers) as [string, string][]),
      ...(body.length > 0 && { body }),
    });
    const text = await answer.text();
    if (request.method !== "DELETE" && answer.ok && text !== "") last = text;
    response.writeHead(answer.status, Object.fromEntries(without([...answer.headers])));
    response.end(text);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    last: () => last,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const without = (headers: [string, string][]): [string, string][] =>
  headers.filter(([name]) => !OF_A_HOP.includes(name));
