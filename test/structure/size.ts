import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Prints the disk space that `npm install` takes in `node_modules`, largest packages first. Exits with 1 if it is more
 * than the limit.
 */
const FOLDER = "node_modules";
const LIMIT_MB = 700;
const BYTES_PER_BLOCK = 512;
const SHOWN = 10;

const seen = new Set<number>();
const packages = readdirSync(FOLDER).flatMap((name) =>
  name.startsWith("@") ? readdirSync(join(FOLDER, name)).map((one) => join(name, one)) : name,
);
const sizes = packages
  .map((name) => ({ name, megabytes: bytesOf(join(FOLDER, name)) / 1e6 }))
  .sort((a, b) => b.megabytes - a.megabytes);
for (const { name, megabytes } of sizes.slice(0, SHOWN)) {
  console.log(`${megabytes.toFixed(0).padStart(6)} MB  ${name}`);
}
const total = sizes.reduce((sum, { megabytes }) => sum + megabytes, 0);
console.log(`${total.toFixed(0).padStart(6)} MB  ${FOLDER} in all, of at most ${LIMIT_MB}`);
process.exitCode = total > LIMIT_MB ? 1 : 0;

/** The space on disk below a path; a file with several names counts once. */
function bytesOf(path: string): number {
  const { ino, blocks, isDirectory } = statOf(path);
  if (seen.has(ino)) return 0;
  seen.add(ino);
  const own = blocks * BYTES_PER_BLOCK;
  if (!isDirectory) return own;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), own);
}

function statOf(path: string) {
  const stat = lstatSync(path);
  return { ino: stat.ino, blocks: stat.blocks, isDirectory: stat.isDirectory() };
}
