// Loaded into the exporter by --import. Measures each turn of its event loop, from the first SIGUSR2 on, and writes the figures to the file
// TURNS at the end.
import { readFileSync, writeFileSync } from 'node:fs';

export interface Turns {
  /** Milliseconds of CPU time of the longest one. */
  readonly longest: number;
  /** How many needed more than 50 ms. */
  readonly long: number;
}

/** Milliseconds of CPU time of this thread, so that what other programs take does not count (proc(5), schedstat). */
function threadTime(): number {
  return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
}

let turns: Turns = { longest: 0, long: 0 };
let last = 0;
process.once('SIGUSR2', () => {
  last = threadTime();
  setInterval(() => {
    const now = threadTime();
    const took = now - last;
    last = now;
    turns = { longest: Math.max(turns.longest, took), long: turns.long + Number(took > 50) };
  }, 5).unref();
});
process.once('exit', () => writeFileSync(process.env['TURNS'] ?? '/dev/null', JSON.stringify(turns)));
