export interface JsonBounds {
  /** In bytes. */
  readonly maxBytes: number;
  /** Members of objects and items of lists, and the lists and objects themselves, counted together. */
  readonly maxValues: number;
  readonly maxDepth: number;
}

/**
 * The whole list of a control plane's nodes, with a hundred images each, has a tenth of these values. JSON.parse takes up to a hundred bytes and a
 * microsecond for each value, however short its text is.
 */
export const jsonBounds: JsonBounds = { maxBytes: 4 * 1024 * 1024, maxValues: 20_000, maxDepth: 64 };

export type BoundedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: 'malformed' | 'too_large' };

/**
 * Parses JSON that a stranger sent (RFC 8259, in UTF-8). Refuses as `too_large` what exceeds a bound, before anything is built from it. Takes
 * time linear in the bytes. Never throws.
 */
export function parseBoundedJson(body: Uint8Array, bounds: JsonBounds = jsonBounds): BoundedJson {
  if (!isWithin(body, bounds)) return { ok: false, fault: 'too_large' };
  try {
    return { ok: true, value: JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()) };
  } catch {
    return { ok: false, fault: 'malformed' };
  }
}

const [quote, backslash] = [0x22, 0x5c];

/** What an octet means outside of strings; 0: nothing. In UTF-8, none of these is a part of another character. */
const marks = new Uint8Array(256);
const [text, separator, open, close] = [1, 2, 3, 4];
for (const [mark, octets] of [
  [text, '"'],
  [separator, ',:'],
  [open, '[{'],
  [close, ']}'],
] as const)
  for (const octet of Buffer.from(octets)) marks[octet] = mark;

/** Counts what separates values. */
function isWithin(body: Uint8Array, { maxBytes, maxValues, maxDepth }: JsonBounds): boolean {
  if (body.length > maxBytes) return false;
  let [values, depth] = [1, 0];
  for (let at = 0; at < body.length; at += 1) {
    const mark = marks[body[at] ?? 0];
    if (mark === 0) continue;
    if (mark === text) at = endOfText(body, at);
    else if (mark === close) depth -= 1;
    else values += 1;
    if (mark === open) depth += 1;
    if (values > maxValues || depth > maxDepth) return false;
  }
  return true;
}

/** Returns where the string ends that begins at `start`. */
function endOfText(body: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== quote) at += body[at] === backslash ? 2 : 1;
  return at;
}
