import { join } from "node:path";
import { runIn } from "./process.ts";
import type { Row } from "./row.ts";

const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
];
const SOME = { phases: "examples,fuzzing", perOperation: 8, least: 200 };
/** With each bound of each member of the document tried, too. */
const WHOLE = { phases: "examples,coverage,fuzzing", perOperation: 24, least: 3_000 };

/**
 * Requests that schemathesis makes from the document, valid and not, of which none may get an answer that the document
 * does not describe, or a fault of the server.
 */
export async function schemathesisRow(
  environment: string,
  folder: string,
  url: string,
  isWhole: boolean,
): Promise<Row> {
  const { phases, perOperation, least } = isWhole ? WHOLE : SOME;
  const options = [
    ...["--checks", CHECKS.join(), "--phases", phases, "--max-examples", String(perOperation)],
    ...["--seed", "1", "--generation-database", "none", "--continue-on-failure", "--no-color"],
  ];
  const call = (count: string) => `${count} cases: no 5xx, no schema violation`;
  try {
    const document = new URL("openapi.json", url).href;
    const program = join(environment, "bin/schemathesis");
    const said = await runIn(folder, program, ["run", document, ...options], {}, "= FAILURES =");
    const [, generated = "0"] = /(\d+) generated/.exec(said) ?? [];
    const isEnough = Number(generated) >= least;
    return {
      client: "schemathesis",
      call: call(Number(generated).toLocaleString("en")),
      failure: isEnough ? null : `fewer than ${least}`,
    };
  } catch (error) {
    return { client: "schemathesis", call: call("some"), failure: String(error) };
  }
}
