/** Made by `src/pages/build.ts`, which Wrangler runs before it bundles; absent in a fresh clone. */
declare module "*/dist/assets.json" {
  const assets: Readonly<Record<string, string>>;
  export default assets;
}
