import { execFile } from "node:child_process";

/**
 * Runs a command in a folder; resolves with its output.
 * @throws Error with the end of its output, if it fails
 */
export const runIn = (
  cwd: string,
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 26 };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else reject(new Error(`${command} failed: ${`${stdout}${stderr}`.slice(-600)}`));
    });
  });
