import { GridConfigError } from "../grid/configure.ts";
import { RegionsError } from "../placement/regions.ts";
import { SettingError } from "../settings.ts";

/** Errors about settings may be logged in full: they concern the operator and never quote a document. */
const ABOUT_SETTINGS = [SettingError, RegionsError, GridConfigError];

/**
 * The loggable part of an unforeseen error: its kind and its origin. Its message is left out, because runtimes often
 * quote their input there, and that may include words of the document.
 */
export function traceOf(error: unknown): { error: string; at?: string[] } {
  if (ABOUT_SETTINGS.some((kind) => error instanceof kind)) return { error: String(error) };
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
