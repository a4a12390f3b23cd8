import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runIn } from "./process.ts";
import { type Row, tried } from "./row.ts";
import { schemathesisRow } from "./schemathesis.ts";

const FOLDER = import.meta.dirname;
const PACKAGE = join(FOLDER, "../../src/python");

/** Whether the large clients are called, too, and whether all requests are made that the document gives. */
export interface PythonChoice {
  large?: boolean | undefined;
  whole?: boolean | undefined;
}

/**
 * Installs the Python clients in an environment of their own, with our package from its wheel, and calls greengist with
 * each; a generated client is compiled, and requests are made from the document.
 */
export async function pythonRows(url: string, choice: PythonChoice): Promise<Row[]> {
  const out = mkdtempSync(join(tmpdir(), "greengist-python-"));
  try {
    return await rowsIn(out, url, choice);
  } finally {
    rmSync(out, { recursive: true });
  }
}

async function rowsIn(
  out: string,
  url: string,
  { large = false, whole = false }: PythonChoice,
): Promise<Row[]> {
  const environment = join(out, "environment");
  const python = join(environment, "bin/python");
  const pip = (...args: string[]) =>
    runIn(out, python, ["-m", "pip", "--quiet", "--disable-pip-version-check", ...args]);
  const requirements = `requirements${large ? "-large" : ""}.txt`;
  const installed = await tried("greengist (Python)", "pip install of the wheel", async () => {
    await runIn(out, "python3", ["-m", "venv", environment]);
    // A build leaves its files in the sources.
    cpSync(PACKAGE, join(out, "sources"), { recursive: true });
    await pip("wheel", "--no-deps", "--wheel-dir", join(out, "wheels"), join(out, "sources"));
    await pip("install", "--no-index", "--find-links", join(out, "wheels"), "greengist");
    await pip("install", "--no-compile", "--requirement", join(FOLDER, requirements));
  });
  if (installed.failure !== null) return [installed];
  const calls = runIn(out, python, [join(FOLDER, "python/clients.py")], {
    GREENGIST_URL: url,
    // It would ask the network for prices.
    LITELLM_LOCAL_MODEL_COST_MAP: "True",
  });
  const generated = tried("openapi-python-client", "generate, compile", async () => {
    const client = join(out, "client");
    const generate = [
      ...["generate", "--url", new URL("openapi.json", url).href, "--output-path", client],
      ...["--config", join(FOLDER, "openapi-python-client.yaml"), "--fail-on-warning"],
      ...["--meta", "none"],
    ];
    // It calls ruff, which is installed with it, by name.
    await runIn(out, join(environment, "bin/openapi-python-client"), generate, {
      PATH: `${join(environment, "bin")}:${process.env.PATH}`,
    });
    await runIn(out, python, ["-m", "compileall", "-q", client]);
    // Version 0.29.1 forgets an import where a body may be of several kinds, so that summarize.py does not load.
    const loaded = ["client.models", "client.api.dialects.create_chat_completion"];
    await runIn(out, python, ["-c", `import ${loaded.join(", ")}`]);
  });
  const rows = (await calls).trim().split("\n");
  return [
    installed,
    ...rows.map((line) => JSON.parse(line) as Row),
    await generated,
    await schemathesisRow(environment, out, url, whole),
  ];
}
