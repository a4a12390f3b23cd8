import { createHash } from "node:crypto";
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { worldSvg } from "../analytics/world.ts";

/**
 * Makes `dist/assets`, which the Worker serves as static files: each page's script and style, found
 * as `src/<page>/client/main.ts` and `src/<page>/page.css`, the map, and all of `src/assets`. Names
 * bear a hash of the content, so that browsers may keep them for ever; `dist/assets.json` tells the
 * Worker the names, `dist/models.json` the manifests of the models.
 */
const OUT = "dist/assets";
const STATIC = "static";
const HEADERS = "/_headers";
const MAX_SCRIPT_GZIP_BYTES = 150_000;

process.chdir(new URL("../..", import.meta.url).pathname);
mkdirSync(`${OUT}/${STATIC}`, { recursive: true });
cpSync("src/assets", OUT, { recursive: true });
const made = new Set(globSync("**/*.*", { cwd: "src/assets" }).map((name) => `/${name}`)).add(
  HEADERS,
);

const entries = [...globSync("src/*/client/main.ts"), ...globSync("src/*/page.css")].sort();
const pageOf = (entry: string) => basename(dirname(entry.replace("/client/", "/")));
const { metafile } = await build({
  entryPoints: entries.map((entry) => ({ in: entry, out: pageOf(entry) })),
  outdir: `${OUT}/${STATIC}`,
  entryNames: "[name]-[hash]",
  bundle: true,
  format: "esm",
  minify: true,
  target: ["chrome111", "firefox113", "safari16.4"],
  metafile: true,
  logLevel: "warning",
});

const assets: Record<string, string> = {};
for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
  if (!entryPoint) continue;
  const extension = path.slice(path.lastIndexOf("."));
  assets[`${pageOf(entryPoint)}${extension}`] = path.slice(OUT.length);
}

const world = worldSvg();
const hash = createHash("sha256").update(world).digest("hex").slice(0, 8).toUpperCase();
assets["world.svg"] = `/${STATIC}/world-${hash}.svg`;
writeFileSync(OUT + assets["world.svg"], world);

// Models are too large for the upload together; the Worker and browsers load them as assets.
for (const file of globSync("models/*/{model.onnx,tokenizer.json}").sort()) {
  const content = readFileSync(file);
  const [, model = "", name = ""] = file.split("/");
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const address = `/${STATIC}/models/${model}/${name.replace(".", `-${digest}.`)}`;
  assets[`models/${model}/${name}`] = address;
  mkdirSync(dirname(OUT + address), { recursive: true });
  writeFileSync(OUT + address, content);
}

const manifests = globSync("models/*/manifest.json").map((file) => [
  file.split("/")[1],
  JSON.parse(readFileSync(file, "utf8")),
]);

writeFileSync(
  OUT + HEADERS,
  `/${STATIC}/*\n  Cache-Control: public, max-age=31536000, immutable\n`,
);
// Only now, so that a Worker that is being served keeps what has not changed.
for (const address of Object.values(assets)) made.add(address);
for (const name of globSync("**/*.*", { cwd: OUT })) {
  if (!made.has(`/${name}`)) rmSync(`${OUT}/${name}`);
}
writeFileSync("dist/assets.json", `${JSON.stringify(assets, null, 2)}\n`);
writeFileSync("dist/models.json", `${JSON.stringify(Object.fromEntries(manifests))}\n`);

for (const [name, address] of Object.entries(assets)) {
  const bytes = gzipSync(readFileSync(OUT + address)).byteLength;
  console.log(`${name} ${bytes} bytes compressed`);
  if (name.endsWith(".js") && bytes > MAX_SCRIPT_GZIP_BYTES) {
    throw new Error(`${name} is larger than ${MAX_SCRIPT_GZIP_BYTES} bytes`);
  }
}
