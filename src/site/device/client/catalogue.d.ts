/** Written into the scripts by `src/site/build.ts`. */
declare const CATALOGUE: import("../catalogue.ts").Catalogue;
