import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 120_000 });

let models: string;
beforeEach(() => {
  models = mkdtempSync(join(tmpdir(), "models-"));
  cpSync("models/nano", join(models, "nano"), { recursive: true });
});
afterEach(() => rmSync(models, { recursive: true }));

const graph = () => join(models, "nano/model.onnx");
const manifestFile = () => join(models, "nano/manifest.json");

function verify(...more: string[]) {
  const { status, stdout } = spawnSync(
    process.execPath,
    ["models/bridge/verify.ts", models, ...more],
    {
      encoding: "utf8",
    },
  );
  return { status, lines: stdout.trim().split("\n") };
}

/** Updates the manifest to match the files in the folder. */
function signGraph(): void {
  const content = readFileSync(graph());
  const manifest = JSON.parse(readFileSync(manifestFile(), "utf8"));
  const sha256 = createHash("sha256").update(content).digest("hex");
  manifest.files["model.onnx"] = { sha256, bytes: content.byteLength };
  writeFileSync(manifestFile(), JSON.stringify(manifest));
}

test("the models that are shipped are sound", () => {
  const { status, lines } = verify();
  expect(lines.every((line) => line.startsWith("ok "))).toBe(true);
  expect(lines).toHaveLength(4);
  expect(status).toBe(0);
});

describe("says what is wrong, and fails, with", () => {
  test.each([
    ["a flipped byte", () => flip(graph(), 1_000_000), /^FAIL {2}nano: model\.onnx: has sha256/],
    [
      "a file cut short",
      () => truncateSync(graph(), 1_000),
      /^FAIL {2}nano: model\.onnx: has 1000 bytes/,
    ],
    [
      "a file missing",
      () => rmSync(join(models, "nano/tokenizer.json")),
      /tokenizer\.json: is missing$/,
    ],
    [
      "a graph that is none",
      () => {
        truncateSync(graph(), 1_000);
        signGraph();
      },
      /^FAIL {2}nano: graph: does not run/,
    ],
    [
      "an output by another name",
      () => {
        const content = readFileSync(graph(), "latin1").replaceAll("salience", "saliencx");
        writeFileSync(graph(), content, "latin1");
        signGraph();
      },
      /^FAIL {2}nano: inputs and outputs: lacks outputs: salience$/,
    ],
    ["no manifest", () => rmSync(manifestFile()), /^FAIL .*there are none$/],
  ])("%s", (_, break_, line) => {
    break_();
    const { status, lines } = verify();
    expect(status).toBe(1);
    expect(lines).toContainEqual(expect.stringMatching(line));
  });

  test("other scores than were recorded", () => {
    const fixtures = join(models, "fixtures");
    cpSync("test/fixtures/nano", join(fixtures, "nano"), { recursive: true });
    const file = join(fixtures, "nano/oracle.json");
    const oracle = JSON.parse(readFileSync(file, "utf8"));
    oracle.cases[0].scores[0] += 0.01;
    writeFileSync(file, JSON.stringify(oracle));
    const { status, lines } = verify(fixtures);
    expect(status).toBe(1);
    expect(lines).toContainEqual(expect.stringMatching(/^FAIL {2}nano: recorded scores/));
  });
});

function flip(file: string, at: number): void {
  const content = readFileSync(file);
  content[at] = (content[at] ?? 0) ^ 0xff;
  writeFileSync(file, content);
}
