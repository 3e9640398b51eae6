import { readElement, tags } from './der.js';

/** Types whose contents are elements, or may be: constructed ones, and strings of octets or bits, inside of which readers of DER search as well. */
function insideOf(tag: number, value: Uint8Array): Uint8Array | undefined {
  if ((tag & 0x20) !== 0 || tag === tags.octetString) return value;
  return tag === tags.bitString ? value.subarray(1) : undefined;
}

/**
 * Counts the elements of DER, with those inside of them, up to `most` and one more. What is not DER ends the count of what it is inside of.
 * Takes time linear in `most`, however long the bytes are.
 */
export function countElements(bytes: Uint8Array, most: number): number {
  const waiting = [bytes];
  let count = 0;
  while (count <= most) {
    const rest = waiting.pop();
    if (rest === undefined) return count;
    const element = firstElement(rest);
    if (element === undefined) continue;
    count += 1;
    waiting.push(rest.subarray(element.raw.length));
    const inside = insideOf(element.tag, element.value);
    if (inside !== undefined) waiting.push(inside);
  }
  return count;
}

function firstElement(bytes: Uint8Array): ReturnType<typeof readElement> | undefined {
  if (bytes.length === 0) return undefined;
  try {
    return readElement(bytes, '');
  } catch {
    return undefined;
  }
}
