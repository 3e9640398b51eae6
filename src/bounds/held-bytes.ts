/** In bytes, on a 64-bit machine without compressed pointers, as Node is built. */
const pointer = 8;
const headOfText = 16;
const headOfObject = 24;
const headOfList = 32;
const headOfMap = 96;
const entryOfMap = 40;
const heapNumber = 16;
const headOfView = 104;
const headOfBuffer = 104;
const closure = 64;

/** Strings up to this length are shared by the whole process. */
const sharedText = 1;

/**
 * Estimates how many bytes of memory a value keeps: its strings, lists, objects and bytes, each counted once. A view of bytes keeps the whole
 * buffer that it belongs to. What functions keep is unknown here. Takes time linear in the number of values. The twin test compares it with
 * the heap of V8.
 */
export function heldBytes(root: unknown): number {
  const seen = new Set<object>();
  const waiting: unknown[] = [root];
  let sum = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) sum += heldByPlain(value);
    else if (!seen.has(value)) {
      seen.add(value);
      sum += heldByObject(value, seen, waiting);
    }
  }
  return sum;
}

/** How many bytes a string keeps: one for each character, or two if it has any beyond Latin-1. */
export function heldByText(text: string): number {
  if (text.length <= sharedText) return 0;
  return headOfText + wholeWords(text.length * (/[^\x00-\xff]/.test(text) ? 2 : 1));
}

function heldByPlain(value: unknown): number {
  if (typeof value === 'string') return heldByText(value);
  if (typeof value === 'bigint') return headOfText + wholeWords(value.toString(16).length / 2);
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 0 : heapNumber;
  return typeof value === 'function' ? closure : 0;
}

/** What the object itself keeps. Adds what it refers to to `waiting`. */
function heldByObject(value: object, seen: Set<object>, waiting: unknown[]): number {
  if (ArrayBuffer.isView(value)) {
    if (seen.has(value.buffer)) return headOfView;
    seen.add(value.buffer);
    return headOfView + headOfBuffer + value.buffer.byteLength;
  }
  if (Array.isArray(value)) return headOfList + pointer * add(value, waiting);
  if (value instanceof Set) return headOfMap + entryOfMap * add(value, waiting);
  if (value instanceof Map) {
    add(value.keys(), waiting);
    return headOfMap + entryOfMap * add(value.values(), waiting);
  }
  // Names of fields belong to the shape, which objects share.
  return headOfObject + pointer * add(Object.values(value), waiting);
}

/** Adds the values to `waiting`, and returns how many there are. */
function add(values: Iterable<unknown>, waiting: unknown[]): number {
  let count = 0;
  for (const value of values) {
    waiting.push(value);
    count += 1;
  }
  return count;
}

function wholeWords(bytes: number): number {
  return pointer * Math.ceil(bytes / pointer);
}
