/** Made by `src/site/build.ts`, which Wrangler runs before it bundles; absent in a fresh clone. */
declare module "*/dist/assets.json" {
  const assets: Readonly<Record<string, string>>;
  export default assets;
}

/** The manifest of each model that existed when the Worker was built; nano's is imported separately. */
declare module "*/dist/models.json" {
  const manifests: Readonly<Record<string, import("../../summarizer/models/manifest.ts").Manifest>>;
  export default manifests;
}

declare module "*/dist/openapi.json" {
  const document: import("../../api/openapi/document.ts").OpenApiDocument;
  export default document;
}

declare module "*/dist/snippets.json" {
  const snippets: Readonly<Record<string, string>>;
  export default snippets;
}
