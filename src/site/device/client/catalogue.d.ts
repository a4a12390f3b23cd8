/** Written into the scripts by `src/site/build.ts`. */
declare const CATALOGUE: import("../catalogue.ts").Catalogue;

/** Also made by `src/site/build.ts`: the model that writes, or null if the build has none. */
declare module "*/dist/writer.json" {
  const writer: import("../catalogue.ts").StoredWriter | null;
  export default writer;
}
