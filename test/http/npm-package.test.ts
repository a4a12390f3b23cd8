import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { HARBOUR, summarize } from "./client.ts";
import { sharedWorker } from "./worker.ts";

const server = sharedWorker();
/** A project in which the packed package is installed, as npm would. */
const project = mkdtempSync(join(tmpdir(), "greengist-npm-"));
let url: string;
let packed: { files: { path: string }[]; filename: string };

beforeAll(async () => {
  url = (await server.listen()).url.href;
  execFileSync("node", ["src/npm/build.ts"]);
  const said = execFileSync("npm", ["pack", resolve("dist/npm"), "--json"], {
    cwd: project,
    encoding: "utf8",
  });
  [packed] = JSON.parse(said);
  mkdirSync(join(project, "node_modules"));
  execFileSync("tar", ["-xzf", packed.filename], { cwd: project });
  execFileSync("mv", ["package", "node_modules/greengist"], { cwd: project });
  symlinkSync(resolve("node_modules/zod"), join(project, "node_modules/zod"));
  symlinkSync(resolve("node_modules/@types"), join(project, "node_modules/@types"));
});

/** Runs a command in the project; never throws, so that failures can be looked at. */
const run = (
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
  input = "",
): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const child = execFile(
      command,
      args,
      { cwd: project, env: { ...process.env, GREENGIST_URL: url, ...env } },
      (error, stdout, stderr) => done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
    child.stdin?.end(input);
  });

const cli = (args: readonly string[], env?: Record<string, string>, input?: string) =>
  run("node", ["node_modules/greengist/cli.js", ...args], env, input);

describe("the npm package", () => {
  it("holds the client, its types, the command, the element, and nothing else", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths.filter((path) => !path.startsWith("types/")).sort()).toEqual([
      "LICENSE",
      "NOTICE",
      "README.md",
      "cli.js",
      "element.js",
      "index.js",
      "package.json",
    ]);
    expect(paths).toContain("types/api/client.d.ts");
  });

  it("is used with its types, which know a receipt", async () => {
    const options = {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2024",
      types: ["node"],
    };
    const include = ["good.ts"];
    writeFileSync(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, include }),
    );
    writeFileSync(join(project, "package.json"), '{"type":"module"}');
    const uses = (field: string) => `
      import { createClient } from "greengist";
      const client = createClient({ baseUrl: process.env.GREENGIST_URL ?? "" });
      const { summary, emissions } = await client.summarize({ text: ${JSON.stringify(HARBOUR)}, length: "short" });
      const grams: number = emissions.${field};
      console.log(JSON.stringify({ summary, grams }));`;
    writeFileSync(join(project, "good.ts"), uses("total_g.value"));
    expect(await run("tsc", [])).toMatchObject({ code: 0, stdout: "" });
    const { answer } = await summarize(server, { text: HARBOUR, length: "short" });
    const ran = JSON.parse((await run("node", ["good.ts"])).stdout);
    expect(ran.summary).toBe(answer.summary);
    expect(ran.grams).toBeGreaterThan(0);
    writeFileSync(join(project, "good.ts"), uses("grams"));
    expect((await run("tsc", [])).stdout).toContain("'grams' does not exist");
  });
});

describe("npx greengist", () => {
  it("summarizes a file, standard input and a page", async () => {
    const { answer } = await summarize(server, { text: HARBOUR, length: "short" });
    writeFileSync(join(project, "harbour.txt"), HARBOUR);
    const page = createServer((_, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<article><p>${HARBOUR.replaceAll("\n\n", "</p><p>")}</p></article>`);
    });
    await new Promise<void>((done) => page.listen(0, "127.0.0.1", done));
    const address = `http://127.0.0.1:${(page.address() as AddressInfo).port}/`;
    for (const [source, input] of [
      ["harbour.txt", ""],
      ["-", HARBOUR],
      [address, ""],
    ] as const) {
      const { code, stdout } = await cli([source, "--length", "short"], {}, input);
      expect(code).toBe(0);
      expect(stdout).toContain(answer.summary);
      expect(stdout).toMatch(/g CO2e/);
    }
    page.close();
  });

  it.each([
    ["no server", ["harbour.txt"], { GREENGIST_URL: "http://127.0.0.1:9" }, /Start one/],
    ["no file", ["missing.txt"], {}, /no file missing\.txt/],
    ["a folder", ["node_modules"], {}, /is a folder/],
    ["a binary file", ["picture.png"], {}, /binary file/],
    ["nothing on standard input", ["-"], {}, /holds no text/],
    [
      "an option that the server does not know",
      ["harbour.txt", "--length", "endless"],
      {},
      /length/,
    ],
    ["an option that nobody knows", ["harbour.txt", "--lenght", "short"], {}, /lenght/],
  ])("%s: says what to do, in a line", async (_, args, env, said) => {
    writeFileSync(join(project, "harbour.txt"), HARBOUR);
    writeFileSync(join(project, "picture.png"), Buffer.from([137, 80, 78, 71, 0, 1, 2]));
    const { code, stderr, stdout } = await cli(args, env);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(said);
    expect(stderr.trim().split("\n").length).toBeLessThan(3);
  });

  it("without a source prints its usage", async () => {
    const { code, stderr } = await cli([]);
    expect(code).toBe(2);
    expect(stderr).toContain("npx greengist [options] FILE|URL|-");
  });
});
