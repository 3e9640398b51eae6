import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** V8's heap, as far as it is used here. */
export interface Heap {
  /** The bytes of the young generation, of which a half is used at a time. */
  readonly youngBytes: () => number;
  readonly setFlag: (flag: string) => void;
}

export const v8Heap: Heap = {
  youngBytes: () => getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0,
  setFlag: setFlagsFromString,
};

/** It has often doubled once more before that is noticed. By default V8 lets it grow to 32 MiB and more, which saves little CPU time. */
const mostYoung = 4 * 1024 * 1024;

/** Per cent of what lives. By default the garbage in the old generation may grow to several times as much as lives. */
const oldGrowth = 20;

/** Milliseconds between two readings, each of which takes a tenth of one: while the young generation may grow, and later. */
const [often, seldom] = [25, 1000];

/** Whether whoever started this process has decided on the heap: by options of Node, as `NODE_OPTIONS` has them. */
export function isHeapGiven(options: readonly string[]): boolean {
  return options.some((option) => /semi[-_]space|old[-_]space|heap[-_]growing/.test(option));
}

/**
 * Keeps the heap of a process small that allocates much, of which little lives. Returns what to call when there is work; it may be called often.
 * V8 has options for it, but under those Node loads its own modules more slowly, 40 ms at each start. So they are set while the program runs.
 * `now`: milliseconds.
 */
export function createSmallHeap({ youngBytes, setFlag }: Heap, now: () => number): () => void {
  setFlag(`--heap-growing-percent=${oldGrowth}`);
  let mayGrow: boolean | undefined;
  const letGrow = (isSmall: boolean): void => {
    if (isSmall !== mayGrow) setFlag(`--semi-space-growth-factor=${isSmall ? 2 : 1}`);
    mayGrow = isSmall;
  };
  // Nor does it grow by what comes before.
  letGrow(false);
  let next = -Infinity;
  return () => {
    const time = now();
    if (time < next) return;
    // V8 makes it smaller again when there is little to do.
    const isSmall = youngBytes() < mostYoung;
    letGrow(isSmall);
    next = time + (isSmall ? often : seldom);
  };
}
