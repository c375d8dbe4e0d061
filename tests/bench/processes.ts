/** CPU time of a browser: all its processes, as Linux counts them. */
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks a second of the times in /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS = 100;

interface Process {
  readonly parent: number;
  /** Milliseconds in user and kernel mode, ended threads included. */
  readonly time: number;
}

function readProcess(id: string): Process | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' '); // the name in brackets may hold spaces
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { parent: Number(fields[1]), time: (ticks * 1000) / TICKS };
  } catch {
    return undefined; // it has ended meanwhile
  }
}

/** Milliseconds of CPU time by process id, for a process and everything below it. */
export function cpuTimes(root: number): Map<number, number> {
  const all = new Map<number, Process>();
  for (const id of readdirSync('/proc')) {
    const process = /^\d+$/.test(id) ? readProcess(id) : undefined;
    if (process !== undefined) all.set(Number(id), process);
  }
  const isBelow = (id: number): boolean => {
    for (let at = id; at > 1; at = all.get(at)?.parent ?? 0) if (at === root) return true;
    return false;
  };
  return new Map([...all].filter(([id]) => isBelow(id)).map(([id, { time }]) => [id, time]));
}

/** Milliseconds spent between two readings; processes that began meanwhile count from nought. */
export function cpuBetween(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [id, time] of after) sum += time - (before.get(id) ?? 0);
  return sum;
}
