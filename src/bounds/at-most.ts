/**
 * Options of an LRUCache that holds at most `count` entries, and takes memory for those that it holds. With the option `max`, it takes memory
 * for `max` entries when it is made, and as much time as a handshake.
 */
export function atMost(count: number): { readonly maxSize: number; readonly sizeCalculation: () => number } {
  return { maxSize: count, sizeCalculation: () => 1 };
}
