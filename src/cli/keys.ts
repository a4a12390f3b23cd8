import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { createKey, KEY_PREFIX, type KeyRecord } from "../api/guard/keys/key.ts";

const USAGE = `Usage: npm run keys -- [options] create --name NAME | list | revoke ID

API keys. Only a hash of a key is stored, so it is shown once, when it is made. A revoked key is refused
everywhere within a minute. To require a key for every request, set the variable REQUIRE_KEY to "on".

  --name NAME           the owner: 1 to 24 of a-z, 0-9 and -; it can be read in receipts and totals
  --local               in the storage of \`npm start\` instead of the deployment
  --persist-to FOLDER   that storage, if it is not the usual one
`;

const options = {
  name: { type: "string" },
  local: { type: "boolean" },
  "persist-to": { type: "string" },
  help: { type: "boolean" },
} as const;

interface ListedKey {
  name: string;
  metadata?: Omit<KeyRecord, "hash">;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [command, id] = positionals;
  const storage = values.local ? localOf(values["persist-to"]) : ["--remote"];
  const kv = (...args: string[]) =>
    execFileSync("wrangler", ["kv", "key", ...args, "--binding", "KEYS", ...storage], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
  const write = (name: string, record: KeyRecord) => {
    const { hash: _, ...shown } = record;
    kv("put", `${KEY_PREFIX}${name}`, JSON.stringify(record), "--metadata", JSON.stringify(shown));
  };

  if (command === "create" && values.name !== undefined) {
    const made = await createKey(values.name, Date.now());
    write(made.id, made.record);
    console.log(
      `${made.key}\n\nIts id is ${made.id}. Keep the key: it is not stored and not shown again.`,
    );
  } else if (command === "list") {
    const all = JSON.parse(kv("list", "--prefix", KEY_PREFIX)) as ListedKey[];
    for (const { name, metadata } of all)
      console.log(lineOf(name.slice(KEY_PREFIX.length), metadata));
    if (all.length === 0) console.log("There are no keys.");
  } else if (command === "revoke" && id !== undefined) {
    const found = kv("get", `${KEY_PREFIX}${id}`, "--text");
    if (!found.startsWith("{")) throw new Error(`There is no key with the id ${id}.`);
    const record = JSON.parse(found) as KeyRecord;
    write(id, { ...record, revokedAt: record.revokedAt ?? new Date().toISOString() });
    console.log(`${id} is revoked. It is refused everywhere within a minute.`);
  } else {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
  }
}

const localOf = (folder: string | undefined): string[] =>
  folder === undefined ? ["--local"] : ["--local", "--persist-to", folder];

const lineOf = (id: string, metadata: ListedKey["metadata"]): string =>
  `${id}  made ${metadata?.createdAt ?? "?"}${metadata?.revokedAt ? `  revoked ${metadata.revokedAt}` : ""}`;

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
