/** A static file that browsers load once and cache: its name contains a hash of its content. */
export interface StoredFile {
  /** Path on this server. */
  address: string;
  sha256: string;
  bytes: number;
}

/** Addresses of the files that `build.ts` made, by plain name: { "analytics.js": "/static/analytics-….js" }. */
export type Assets = Readonly<Record<string, string>>;

/**
 * The address of one asset.
 * @throws Error if the build did not make it
 */
export function addressOf(assets: Assets, name: string): string {
  const address = assets[name];
  if (address === undefined) throw new Error(`The build made no asset ${name}`);
  return address;
}
