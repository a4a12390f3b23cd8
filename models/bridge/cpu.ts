/** CPU time of this process, its helper threads included, since `process.cpuUsage()` said `start`. */
export function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
