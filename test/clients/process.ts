import { execFile } from "node:child_process";

/**
 * Runs a command in a folder; resolves with its output.
 * @throws Error if it fails, with the end of its output, or with what stands after `mark` in it
 */
export const runIn = (
  cwd: string,
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
  mark?: string,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 26 };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else reject(new Error(`${command} failed: ${endOf(`${stdout}${stderr}`, mark)}`));
    });
  });

function endOf(output: string, mark = ""): string {
  const at = mark === "" ? -1 : output.indexOf(mark);
  return at < 0 ? output.slice(-600) : output.slice(at, at + 3_000);
}
