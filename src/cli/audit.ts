import { readFileSync } from "node:fs";
import { AuditError, auditOf } from "./audit/audit.ts";
import { describeAudit } from "./audit/describe.ts";

const USAGE = `Usage: npm run audit -- RECEIPT.json

Recomputes a receipt from its stated inputs, by the formulas of src/emissions/METHODOLOGY.md, and prints each
term beside the stated one. Exits with 1 if one differs. RECEIPT.json is an answer of POST /v1/summarize or of
GET /v1/emissions/requests/ID; "-" reads it from standard input.
`;

const [path] = process.argv.slice(2);
if (path === undefined || path === "--help") {
  console.log(USAGE);
  process.exitCode = path === undefined ? 2 : 0;
} else {
  try {
    const audit = auditOf(JSON.parse(readFileSync(path === "-" ? 0 : path, "utf8")));
    console.log(describeAudit(audit));
    if (!audit.every(({ agrees }) => agrees)) process.exitCode = 1;
  } catch (error) {
    const isExpected = error instanceof AuditError || error instanceof SyntaxError;
    if (!isExpected && (error as NodeJS.ErrnoException).code === undefined) throw error;
    console.error(`${path}: ${(error as Error).message}`);
    process.exitCode = 2;
  }
}
