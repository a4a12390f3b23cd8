/** CPU time in ms of this process, all its threads included, since `process.cpuUsage()` returned `start`. */
export function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
