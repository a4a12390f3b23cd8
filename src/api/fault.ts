import { GridConfigError } from "../grid/configure.ts";
import { RegionsError } from "../placement/regions.ts";
import { SettingError } from "../settings.ts";

/** What is wrong with a setting is the operator's to know, and quotes nobody's document. */
const ABOUT_SETTINGS = [SettingError, RegionsError, GridConfigError];

/**
 * What may be logged of an error that nobody foresaw: its kind and where it came from. Its message is left out, for
 * runtimes like to quote there what they were given, and that may be a word of the document.
 */
export function traceOf(error: unknown): { error: string; at?: string[] } {
  if (ABOUT_SETTINGS.some((kind) => error instanceof kind)) return { error: String(error) };
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
