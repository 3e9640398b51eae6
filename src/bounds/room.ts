/** How many bytes a cache may hold: always the same number, or as much as there is room for now. */
export type MaxBytes = number | Room['bytes'];

/** How much each of several caches may hold, which grows with what they are needed for. */
export interface Room {
  /** In bytes. */
  readonly bytes: () => number;
  /** Says how many bytes of values one cache needs at most, so that it drops none of them. */
  readonly need: (bytes: number) => void;
}

export function maxBytesNow(maxBytes: MaxBytes): number {
  return typeof maxBytes === 'number' ? maxBytes : maxBytes();
}

const mebibyte = 1024 * 1024;

/** A cache has this much more room than it needs: large values have a share of their own, and what was there before is not dropped at once. */
const spare = 1.5;

/** Caches are not made anew for less. */
const step = 4 * mebibyte;

/** Creates the room of caches: `least` bytes each, more if they need it, and never more than `most`. */
export function createRoom(least = 32 * mebibyte, most = 128 * mebibyte): Room {
  let bytes = least;
  return {
    bytes: () => bytes,
    need: (needed) => {
      const wanted = Math.min(most, Math.max(least, Math.ceil((needed * spare) / step) * step));
      // Less by a little is not worth dropping anything.
      if (wanted > bytes || wanted < bytes / 2) bytes = wanted;
    },
  };
}
