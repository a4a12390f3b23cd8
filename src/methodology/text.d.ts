/** Wrangler bundles these as text: the rule is in `wrangler.toml`. */
declare module "*.md" {
  const text: string;
  export default text;
}
