import { readFileSync, writeFileSync } from 'node:fs';

/** Milliseconds of CPU time of all threads of a process, in ticks of 10 ms (proc(5), stat). */
export function cpuOfProcess(pid: number): number {
  const [user, system] = ticksOf(pid, 11);
  return 10 * (user + system);
}

/** The same for all processes that a process started and that ended. */
export function cpuOfChildren(pid: number): number {
  const [user, system] = ticksOf(pid, 13);
  return 10 * (user + system);
}

function ticksOf(pid: number, at: number): readonly [number, number] {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return [Number(fields[at]), Number(fields[at + 1])];
}

/** Resident memory in MiB: now, and at most since `forgetPeak`. */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const read = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { now: read('VmRSS'), peak: read('VmHWM') };
}

/** Begins to watch anew (proc(5), clear_refs). */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
