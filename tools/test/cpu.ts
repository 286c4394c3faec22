import { readFileSync } from "node:fs";

/** Kernel ticks in a second: 100 on every Linux that Node runs on (USER_HZ). */
const TICKS = 100;

/** Seconds of CPU that this process has taken, with all that it started and that has ended (proc(5), `/proc/self/stat`). */
export function cpuSeconds(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  // The program's name, in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).map(Number); // utime, stime, cutime, cstime
  return ticks.reduce((sum, more) => sum + more, 0) / TICKS;
}
