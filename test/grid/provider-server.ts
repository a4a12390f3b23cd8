import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A local server in the role of a provider; its answer can be changed while it runs. */
export interface ProviderServer {
  url: string;
  /** Method and URL of every request so far. */
  requests: { url: string; headers: IncomingMessage["headers"] }[];
  answer(handler: Handler): void;
  close(): Promise<void>;
}

export async function startProvider(handler: Handler): Promise<ProviderServer> {
  let current = handler;
  const requests: ProviderServer["requests"] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    current(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (next) => {
      current = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(body: unknown, status = 200): Handler {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(body));
  };
}

export function text(body: string, type: string, status = 200, headers = {}): Handler {
  return (_, response) => {
    response.writeHead(status, { "content-type": type, ...headers });
    response.end(body);
  };
}

/** Answers of a broken provider to any request; each must be refused. */
export const BROKEN: Record<string, Handler> = {
  "HTML instead of JSON": text("<!doctype html><h1>Maintenance</h1>", "text/html"),
  "HTML that calls itself JSON": text("<!doctype html>", "application/json"),
  "JSON that stops short": text('{"data": [1, 2', "application/json"),
  "an empty body": text("", "application/json"),
  "JSON of another shape": json({ hello: "world" }),
  "JSON that is not an object": json("nothing to see"),
  "no JSON at all, NaN": text('{"carbonIntensity": NaN}', "application/json"),
  "a 10 MB body": text(`[${"1,".repeat(5_000_000)}1]`, "application/json"),
  "a 10 MB body that hides its length": (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    for (let i = 0; i < 160; i += 1) response.write(" ".repeat(65_536));
    response.end("{}");
  },
  "an endless stream": (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const pour = () => {
      while (!response.destroyed && response.write(" ".repeat(65_536)));
    };
    response.on("drain", pour);
    pour();
  },
  "an endless drip": (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const drip = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(drip));
  },
  "no answer": () => undefined,
  "a closed connection": (request) => request.socket.destroy(),
  "a connection closed half way": (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": 1_000 });
    response.write('{"zone": "DE"');
    setTimeout(() => response.destroy(), 20);
  },
  "status 500": json({ error: "internal" }, 500),
  "status 429": json({ error: "slow down" }, 429),
  "status 401": json({ error: "who are you" }, 401),
  "a redirect": text("", "text/plain", 302, { location: "http://127.0.0.1:1/elsewhere" }),
};
