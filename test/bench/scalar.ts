import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { createTestHarness } from "wrangler";
import { demoWorkers } from "../../src/cli/demo/workers.ts";
import { policy } from "../../src/site/pages/security.ts";
import { launch } from "../browser/chromium.ts";
import { observeVitals, vitalsOf } from "../browser/vitals.ts";

/**
 * `npm run bench:scalar`: our page of the API beside Scalar, the renderer of OpenAPI documents in npm's @scalar/api-reference,
 * with the same document: bytes of script, largest contentful paint, other hosts that it asks, and refusals by our
 * Content-Security-Policy. The package is unpacked in a temporary folder and is no dependency.
 */
const PACKAGE = "@scalar/api-reference@1.76.0";
const BUNDLE = "package/dist/browser/standalone.js";
const PORT = 8791;

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API</title></head>
<body><script id="api-reference" data-url="/openapi.json"></script><script src="/standalone.js"></script></body></html>`;

interface Measured {
  paintMs: number;
  kilobytes: number;
  otherHosts: string[];
  refused: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "scalar-"));
  try {
    execFileSync("npm", ["pack", "--silent", "--pack-destination", folder, PACKAGE]);
    execFileSync("tar", ["xzf", "scalar-api-reference-1.76.0.tgz", BUNDLE], { cwd: folder });
    const bundle = readFileSync(join(folder, BUNDLE));
    const kb = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
    console.log(
      `Scalar's bundle: ${kb(bundle.byteLength)}, ${kb(gzipSync(bundle).byteLength)} compressed`,
    );
    await import("../../src/site/build.ts");
    for (const csp of [undefined, policy()]) {
      const scalar = createServer(({ url }, response) => {
        if (csp) response.setHeader("content-security-policy", csp);
        const file = url === "/standalone.js" ? bundle : readFileSync("dist/openapi.json");
        const type =
          url === "/"
            ? "text/html"
            : url === "/standalone.js"
              ? "text/javascript"
              : "application/json";
        response.setHeader("content-type", `${type}; charset=utf-8`).end(url === "/" ? HTML : file);
      }).listen(PORT);
      print(
        `Scalar ${csp ? "with our Content-Security-Policy" : "without a policy"}`,
        await measure(`http://localhost:${PORT}/`),
      );
      scalar.close();
    }
    const server = createTestHarness({ workers: demoWorkers() });
    const { url } = await server.listen();
    await server.fetch("/docs");
    print("ours", await measure(new URL("/docs?lang=en", url).href));
    await server.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(url: string): Promise<Measured> {
  const browser = await launch();
  const page: Page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const hosts = new Set<string>();
  let refused = 0;
  page.on("request", (request) => {
    const asked = new URL(request.url());
    if (asked.protocol.startsWith("http") && asked.host !== new URL(url).host)
      hosts.add(asked.host);
  });
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) refused++;
  });
  await observeVitals(page);
  await page.goto(url);
  await page.waitForTimeout(6_000);
  const { paintMs, bytes } = await vitalsOf(page);
  await browser.close();
  return { paintMs, kilobytes: bytes / 1000, otherHosts: [...hosts], refused };
}

function print(name: string, { paintMs, kilobytes, otherHosts, refused }: Measured): void {
  console.log(
    `${name}: largest contentful paint ${paintMs.toFixed(0)} ms, ${kilobytes.toFixed(0)} kB before compression, ` +
      `other hosts: ${otherHosts.join(", ") || "none"}, ${refused} refusals by the policy`,
  );
}

await main();
