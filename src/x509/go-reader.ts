import { type Element, readElement, tags } from './der.js';

/**
 * Reads DER one element after the other, as `cryptobyte.String` of Go does: each method returns undefined for anything but what was asked
 * for. What stays unread after the last element that a caller wants does no harm, exactly as in Go.
 */
export class GoReader {
  #rest: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#rest = bytes;
  }

  get empty(): boolean {
    return this.#rest.length === 0;
  }

  /** Whether the next identifier octet is this one. */
  peek(tag: number): boolean {
    return this.#rest[0] === tag;
  }

  /** The next element, whatever its tag. */
  any(): Element | undefined {
    try {
      const element = readElement(this.#rest, '');
      this.#rest = this.#rest.subarray(element.raw.length);
      return element;
    } catch {
      return undefined;
    }
  }

  element(tag: number): Element | undefined {
    return this.peek(tag) ? this.any() : undefined;
  }

  value(tag: number): Uint8Array | undefined {
    return this.element(tag)?.value;
  }

  /** A reader of the contents of the next element. */
  inside(tag: number): GoReader | undefined {
    const value = this.value(tag);
    return value && new GoReader(value);
  }

  /** Passes over an element that may be missing. Returns false when it is there and cannot be read. */
  skipOptional(tag: number): boolean {
    return !this.peek(tag) || this.any() !== undefined;
  }

  boolean(): boolean | undefined {
    const value = this.value(tags.boolean);
    if (value?.length !== 1 || (value[0] !== 0 && value[0] !== 0xff)) return undefined;
    return value[0] === 0xff;
  }

  integer(tag: number = tags.integer): bigint | undefined {
    const value = this.value(tag);
    return value && goInteger(value);
  }

  oid(): string | undefined {
    const value = this.value(tags.oid);
    return value && goOid(value);
  }

  bitString(): GoBits | undefined {
    const value = this.value(tags.bitString) ?? new Uint8Array();
    const [padding = 8] = value;
    const bytes = value.subarray(1);
    const last = bytes.at(-1) ?? 0;
    if (padding > 7 || (bytes.length === 0 && padding !== 0) || (last & ((1 << padding) - 1)) !== 0) return undefined;
    return { bytes, length: bytes.length * 8 - padding };
  }
}

/** A BIT STRING. `length`: in bits. */
export interface GoBits {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** Returns the bits as a number's bytes, its padding at the front (BitString.RightAlign of Go's encoding/asn1). */
export function rightAlign({ bytes, length }: GoBits): Uint8Array {
  const shift = 8 - (length % 8);
  if (shift === 8) return bytes;
  return bytes.map((octet, at) => ((bytes[at - 1] ?? 0) << (8 - shift)) | (octet >> shift));
}

/** Reads the value of an INTEGER in its shortest form (X.690 8.3.2). */
function goInteger(value: Uint8Array): bigint | undefined {
  const [first, second = 0] = value;
  if (first === undefined) return undefined;
  if (value.length > 1 && (first === 0 ? second < 0x80 : first === 0xff && second >= 0x80)) return undefined;
  return BigInt.asIntN(8 * value.length, BigInt(`0x${Buffer.from(value).toString('hex')}`));
}

/** An arc is below 2^31, and does not begin with an octet of no value. */
const longestArc = 5;

/** Reads the value of an OBJECT IDENTIFIER (ReadASN1ObjectIdentifier of cryptobyte) as dotted text. */
export function goOid(value: Uint8Array): string | undefined {
  const arcs: number[] = [];
  let arc = 0;
  let octets = 0;
  for (const octet of value) {
    if ((octets === 0 && octet === 0x80) || octets === longestArc || arc >= 2 ** 24) return undefined;
    arc = arc * 128 + (octet & 0x7f);
    octets += 1;
    if (octet & 0x80) continue;
    arcs.push(arc);
    [arc, octets] = [0, 0];
  }
  const [first, ...rest] = arcs;
  if (first === undefined || octets > 0) return undefined;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
}
