/**
 * What may be logged of an error that nobody foresaw: its kind and where it came from. Its message is left out, for
 * runtimes like to quote there what they were given, and that may be a word of the document.
 */
export function traceOf(error: unknown): { error: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
