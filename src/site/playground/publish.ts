import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { OUT, publishFile, STATIC } from "../pages/publish.ts";

const PDFJS = "node_modules/pdfjs-dist";

/**
 * The parts of pdf.js that are loaded by address, only after a PDF is opened: its worker, and the tables for Chinese
 * text in fonts that are not embedded. pdf.js looks the tables up by their plain names in one folder, so the hash is in
 * the name of that folder.
 */
export function publishPdfReader(made: (address: string) => void): Record<string, string> {
  const tables = globSync(`${PDFJS}/cmaps/*.bcmap`).sort();
  const hash = createHash("sha256");
  for (const path of tables) hash.update(readFileSync(path));
  const folder = `/${STATIC}/pdf/cmaps-${hash.digest("hex").slice(0, 16)}/`;
  mkdirSync(OUT + folder, { recursive: true });
  for (const path of tables) {
    const address = folder + basename(path);
    writeFileSync(OUT + address, readFileSync(path));
    made(address);
  }
  return {
    "pdf.worker.mjs": publishFile("pdf/worker.mjs", `${PDFJS}/build/pdf.worker.min.mjs`).address,
    "pdf.cmaps/": folder,
  };
}
