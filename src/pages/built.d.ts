/** All made by `src/pages/build.ts`, which Wrangler runs before it bundles; absent in a fresh clone. */
declare module "*/dist/assets.json" {
  const assets: Readonly<Record<string, string>>;
  export default assets;
}

declare module "*/dist/openapi.json" {
  const document: import("../openapi/document.ts").OpenApiDocument;
  export default document;
}

declare module "*/dist/snippets.json" {
  const snippets: Readonly<Record<string, string>>;
  export default snippets;
}
