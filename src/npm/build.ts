import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import packageJson from "../../package.json" with { type: "json" };

/**
 * Builds the npm package in `dist/npm`: the typed client, the command and the element. `npm publish dist/npm` publishes
 * it. The scripts are bundled; the types refer to zod, because they are inferred from its schemas.
 */
const OUT = "dist/npm";
process.chdir(resolve(import.meta.dirname, "../.."));
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

await build({
  entryPoints: { index: "src/api/client.ts", cli: "src/npm/cli.ts" },
  outdir: OUT,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
});
chmodSync(join(OUT, "cli.js"), 0o755);

const assets = JSON.parse(readFileSync("dist/assets.json", "utf8")) as Record<string, string>;
if (!("element.js" in assets) && globSync("dist/assets/element.js").length === 0) {
  throw new Error("Build the site first: node src/site/build.ts");
}
copyFileSync("dist/assets/element.js", join(OUT, "element.js"));
for (const file of ["LICENSE", "NOTICE"]) copyFileSync(file, join(OUT, file));
copyFileSync("src/npm/README.md", join(OUT, "README.md"));

execFileSync("tsc", ["--project", "src/npm/tsconfig.json", "--outDir", resolve(OUT, "types")]);
// Declarations keep the file extensions of the sources, which are not in the package.
for (const file of globSync(`${OUT}/types/**/*.d.ts`)) {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/(from "|import\(")(\.[^"]*)\.ts"/g, '$1$2.js"'));
}

writeFileSync(
  join(OUT, "package.json"),
  `${JSON.stringify(
    {
      name: "greengist",
      version: packageJson.version,
      description:
        "Client of greengist: summaries at the network's edge, with receipts of their emissions.",
      license: packageJson.license,
      ...repository(),
      type: "module",
      engines: { node: ">=20" },
      bin: { greengist: "cli.js" },
      exports: {
        ".": { types: "./types/api/client.d.ts", default: "./index.js" },
        "./element": "./element.js",
      },
      sideEffects: ["./element.js"],
      dependencies: { zod: packageJson.dependencies.zod },
      publishConfig: { access: "public", provenance: true },
    },
    null,
    2,
  )}\n`,
);

/**
 * Provenance ties a package to the repository whose workflow publishes it, so the repository is known only in such a
 * workflow.
 */
function repository(): object {
  const { GITHUB_REPOSITORY: name } = process.env;
  return name === undefined
    ? {}
    : { repository: { type: "git", url: `git+https://github.com/${name}.git` } };
}
