import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

/**
 * Bundles the host into `dist/host`, as Wrangler bundles the Worker, because Node can load neither JSX nor `.onnx`.
 * Only the ONNX runtimes stay packages, because they need their own files next to them.
 */
const OUT = "dist/host";
process.chdir(resolve(import.meta.dirname, "../.."));
mkdirSync(OUT, { recursive: true });

/** A file that Wrangler imports as a value is copied next to the bundle and read at start-up. */
const files: Plugin = {
  name: "files",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.(onnx|wasm)$/ }, ({ path, resolveDir }) => ({
      path: path.startsWith(".")
        ? resolve(resolveDir, path)
        : createRequire(join(resolveDir, "_")).resolve(path),
      namespace: "file-beside",
    }));
    onLoad({ filter: /.*/, namespace: "file-beside" }, ({ path }) => {
      copyFileSync(path, join(OUT, basename(path)));
      const bytes = `readFileSync(new URL(${JSON.stringify(basename(path))}, import.meta.url))`;
      const value = path.endsWith(".wasm")
        ? `new WebAssembly.Module(${bytes})`
        : `new Uint8Array(${bytes}).buffer`;
      return { contents: `import { readFileSync } from "node:fs"; export default ${value};` };
    });
  },
};

await build({
  entryPoints: ["src/host/main.ts"],
  outfile: join(OUT, "main.js"),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  jsx: "automatic",
  jsxImportSource: "hono/jsx",
  loader: { ".md": "text" },
  external: ["onnxruntime-web", "onnxruntime-web/wasm", "onnxruntime-node"],
  plugins: [files],
  // Bundled CommonJS packages require Node's own modules.
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
