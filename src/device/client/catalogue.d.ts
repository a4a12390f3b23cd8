/** Written into the scripts by `src/pages/build.ts`. */
declare const CATALOGUE: import("../catalogue.ts").Catalogue;
