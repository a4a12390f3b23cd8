import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
const PAGE_BYTES = Number(execFileSync("getconf", ["PAGESIZE"], { encoding: "utf8" }));

interface Process {
  name: string;
  parent: number;
  cpuSeconds: number;
  memoryBytes: number;
}

/** CPU seconds that the workerd processes started by this one have used so far (Linux). */
export const workerdCpuSeconds = (): number =>
  ownWorkerds().reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);

/** Resident memory of the workerd processes started by this one, in bytes (Linux). */
export const workerdMemoryBytes = (): number =>
  ownWorkerds().reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);

function ownWorkerds(): Process[] {
  const processes = runningProcesses();
  const isOurs = (pid: number): boolean =>
    pid === process.pid || (pid > 1 && isOurs(processes.get(pid)?.parent ?? 0));
  return [...processes].flatMap(([pid, one]) =>
    one.name === "workerd" && isOurs(pid) ? [one] : [],
  );
}

function runningProcesses(): Map<number, Process> {
  const processes = new Map<number, Process>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      processes.set(Number(pid), parse(readFileSync(`/proc/${pid}/stat`, "utf8")));
    } catch {
      // the process has just ended
    }
  }
  return processes;
}

/** A line of /proc/<pid>/stat: `pid (name) state ppid ... utime stime ... rss ...`, see proc(5). */
function parse(stat: string): Process {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return {
    name: stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")")),
    parent: Number(fields[1]),
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    memoryBytes: Number(fields[21]) * PAGE_BYTES,
  };
}
