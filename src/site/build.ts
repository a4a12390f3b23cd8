import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build, type Metafile } from "esbuild";
import packageJson from "../../package.json" with { type: "json" };
import { openApi } from "../api/openapi/document.ts";
import { worldSvg } from "./analytics/world.ts";
import { MULTILINGUAL } from "./device/catalogue.ts";
import { publishCatalogue, publishWriter } from "./device/publish.ts";
import { OUT, publish, STATIC } from "./pages/publish.ts";
import { publishPdfReader } from "./playground/publish.ts";

/**
 * Makes `dist/assets`, which the Worker serves as static files: each page's script and style, found as
 * `src/site/<page>/client/main.ts` and `src/site/<page>/page.css`, the map, the models with their runtime, and all of
 * `src/site/assets`. Names contain a hash of the content, so that browsers may keep files forever. `dist/assets.json`
 * lists the names for the Worker, `dist/models.json` the manifests of the models. Only the element and the service
 * worker have fixed names, because other sites and browsers refer to them.
 */
const HEADERS = "/_headers";
const OPENAPI = "/openapi.json";
const MAX_SCRIPT_GZIP_BYTES = 150_000;
/** All scripts of the playground, including its workers, before a model or a PDF is loaded. */
const MAX_PLAYGROUND_GZIP_BYTES = 120_000;
/** The one font, which every page loads. */
const FONT = ".woff2";
const MAX_FONT_BYTES = 60_000;
const NAMED = { element: "/element.js", offline: "/service-worker.js" };

process.chdir(new URL("../../", import.meta.url).pathname);
mkdirSync(`${OUT}/${STATIC}`, { recursive: true });
cpSync("src/site/assets", OUT, { recursive: true });
const made = new Set(globSync("**/*.*", { cwd: "src/site/assets" }).map((name) => `/${name}`));
made.add(HEADERS).add(OPENAPI);

const assets: Record<string, string> = {
  "world.svg": publish("world.svg", worldSvg()).address,
  ...publishPdfReader((address) => made.add(address)),
};

// The models together are too large for the upload, so the Worker and browsers load them as assets. Among the writing
// models, only `writer` is for the Worker; others are for larger hosts.
const catalogue = publishCatalogue();
assets["models/nano/tokenizer.json"] = catalogue.tokenizer.address;
assets[`models/${MULTILINGUAL}/tokenizer.json`] = catalogue.multilingual.tokenizer.address;
assets[`models/${MULTILINGUAL}/model.onnx`] = catalogue.multilingual.graph.address;
for (const [name, { graph }] of Object.entries(catalogue.models)) {
  assets[`models/${name}/model.onnx`] = graph.address;
}
const writer = await publishWriter();
for (const [name, { address }] of Object.entries(writer?.files ?? {})) {
  assets[`models/writer/${name}`] = address;
}
// A file of its own, so that only the scripts that are loaded on demand contain it.
writeFileSync("dist/writer.json", JSON.stringify(writer));
const manifests = globSync("models/*/manifest.json").map((file) => [
  file.split("/")[1],
  JSON.parse(readFileSync(file, "utf8")),
]);
for (const { module, glue, wasm } of Object.values(catalogue.runtimes)) {
  for (const { address } of [module, glue, wasm]) made.add(address);
}

const pageOf = (entry: string) => basename(dirname(entry.replace("/client/", "/")));
const common = {
  bundle: true,
  minify: true,
  target: ["chrome111", "firefox114", "safari16.4"],
  metafile: true,
  charset: "utf8",
  logLevel: "warning",
} satisfies BuildOptions;
const written = (path: string) => path.slice(OUT.length);

const entries = [...globSync("src/site/*/client/main.ts"), ...globSync("src/site/*/page.css")]
  .filter((entry) => !(pageOf(entry) in NAMED))
  .sort();
const { metafile } = await build({
  ...common,
  entryPoints: entries.map((entry) => ({ in: entry, out: pageOf(entry) })),
  outdir: `${OUT}/${STATIC}`,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  format: "esm",
  splitting: true,
  loader: { [FONT]: "file" },
  assetNames: "[name]-[hash]",
  define: { CATALOGUE: JSON.stringify(catalogue) },
});
for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
  made.add(written(path));
  if (path.endsWith(FONT)) assets["font.woff2"] = written(path);
  if (!entryPoint || !entries.includes(entryPoint)) continue;
  const extension = path.slice(path.lastIndexOf("."));
  assets[`${pageOf(entryPoint)}${extension}`] = written(path);
}
for (const address of Object.values(assets)) made.add(address);

/** The scripts that the playground loads immediately, also offline. */
const scripts = scriptsFrom(metafile, OUT + assets["playground.js"]);
scriptsFrom(metafile, OUT + assets["device.js"], scripts);
const shell = [...scripts].map(written);
/** Static files of this build; a folder stands for all files in it. */
const kept = [...made].filter((path) => path.startsWith(`/${STATIC}/`) && !path.endsWith(".bcmap"));

await buildNamed("element", "esm", { DEVICE_SCRIPT: JSON.stringify(assets["device.js"]) });
await buildNamed("offline", "iife", {
  SHELL: JSON.stringify([...shell, assets["playground.css"], assets["font.woff2"], "/favicon.svg"]),
  NOTICES: JSON.stringify(await offlineNotices()),
  KEPT: JSON.stringify(kept),
  VERIFIED: JSON.stringify([`/${STATIC}/models/`, `/${STATIC}/runtime/`]),
});

/** Node does not read JSX, so the page is compiled first. */
async function offlineNotices(): Promise<object> {
  const { outputFiles } = await build({
    entryPoints: ["src/site/offline/notice.tsx"],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const made: typeof import("./offline/notice.tsx") = await import(
    `data:text/javascript;base64,${code}`
  );
  return made.offlineNotices(assets);
}

async function buildNamed(page: keyof typeof NAMED, format: "esm" | "iife", define: object) {
  await build({
    ...common,
    entryPoints: [`src/site/${page}/client/main.ts`],
    outfile: OUT + NAMED[page],
    format,
    define: { CATALOGUE: JSON.stringify(catalogue), ...define },
  });
  made.add(NAMED[page]);
}

// Static files may be used by pages of other origins (the element), and by isolated pages (our own).
writeFileSync(
  OUT + HEADERS,
  `/*
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  Cross-Origin-Embedder-Policy: require-corp
  X-Content-Type-Options: nosniff

/${STATIC}/*
  Cache-Control: public, max-age=31536000, immutable

${NAMED.element}
  Cache-Control: public, no-cache

${NAMED.offline}
  Cache-Control: no-cache

${OPENAPI}
  Cache-Control: public, max-age=3600
`,
);

// The OpenAPI document: a static file for programs, and the source of the documentation page.
const openapi = JSON.stringify(openApi(packageJson.version));
writeFileSync(OUT + OPENAPI, openapi);
writeFileSync("dist/openapi.json", openapi);
const snippets = globSync("*", { cwd: "src/site/docs/snippets" }).sort();
writeFileSync(
  "dist/snippets.json",
  JSON.stringify(
    Object.fromEntries(
      snippets.map((name) => [name, readFileSync(`src/site/docs/snippets/${name}`, "utf8")]),
    ),
  ),
);

// Removed last, so that a running Worker keeps the unchanged files.
for (const name of globSync("**/*.*", { cwd: OUT })) {
  if (!made.has(`/${name}`)) rmSync(`${OUT}/${name}`);
}
writeFileSync("dist/assets.json", `${JSON.stringify(assets, null, 2)}\n`);
writeFileSync("dist/models.json", `${JSON.stringify(Object.fromEntries(manifests))}\n`);

const fontBytes = readFileSync(OUT + assets["font.woff2"]).byteLength;
if (fontBytes > MAX_FONT_BYTES) throw new Error(`the font is larger than ${MAX_FONT_BYTES} bytes`);

const compressed = (address: string) => gzipSync(readFileSync(OUT + address)).byteLength;

for (const [name, address] of [...Object.entries(assets), ["element.js", NAMED.element] as const]) {
  if (name.startsWith("models/") || name.endsWith("/")) continue;
  const bytes = compressed(address);
  console.log(`${name} ${bytes} bytes compressed`);
  if (name.endsWith(".js") && bytes > MAX_SCRIPT_GZIP_BYTES) {
    throw new Error(`${name} is larger than ${MAX_SCRIPT_GZIP_BYTES} bytes`);
  }
}

const playground = [...shell, NAMED.offline].map(compressed).reduce((sum, bytes) => sum + bytes, 0);
console.log(`all script of the playground ${playground} bytes compressed`);
if (playground > MAX_PLAYGROUND_GZIP_BYTES) {
  throw new Error(`the playground's script is larger than ${MAX_PLAYGROUND_GZIP_BYTES} bytes`);
}

/** A script and everything that it imports statically; dynamic imports are left out. */
function scriptsFrom({ outputs }: Metafile, path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
    if (kind === "import-statement") scriptsFrom({ outputs } as Metafile, imported, found);
  }
  return found;
}
