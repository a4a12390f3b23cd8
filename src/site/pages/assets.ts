/** Addresses of what `build.ts` made, by plain name: { "analytics.js": "/static/analytics-….js" }. */
export type Assets = Readonly<Record<string, string>>;

/** The address of one asset. Throws where the build did not make it: a mistake of ours. */
export function addressOf(assets: Assets, name: string): string {
  const address = assets[name];
  if (address === undefined) throw new Error(`The build made no asset ${name}`);
  return address;
}
