/**
 * CPU time in ms that this process, including all its threads, has used since `process.cpuUsage()` returned `start`.
 */
export function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
