/** One element of DER (X.690): an identifier octet, a definite length in its shortest form, a value. */
export interface Element {
  readonly tag: number;
  readonly value: Uint8Array;
  /** Identifier, length and value. */
  readonly raw: Uint8Array;
}

/** Identifier octets by their names in X.680. `context(n)`: [n] IMPLICIT of a primitive type. `explicit(n)`: [n] of a constructed type. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context: (number: number) => 0x80 | number,
  explicit: (number: number) => 0xa0 | number,
} as const;

/** Thrown when bytes are not the expected DER, and only inside x509/: decodeCertificate turns it into a value. */
export class MalformedDer extends Error {
  override readonly name = 'MalformedDer';
}

/**
 * Reads the element that begins at `offset`, as strictly as Go's cryptobyte: no indefinite lengths, no length in a longer form than needed,
 * no tag numbers above 30. Throws MalformedDer. The element's bytes are views of `bytes`.
 */
export function readElement(bytes: Uint8Array, what: string, offset = 0): Element {
  const [tag, first] = [bytes[offset], bytes[offset + 1]];
  if (tag === undefined || first === undefined) throw new MalformedDer(`${what}: ends too early`);
  if ((tag & 0x1f) === 0x1f) throw new MalformedDer(`${what}: a tag number above 30`);
  const octets = first & 0x80 ? first & 0x7f : 0;
  const length = octets || first & 0x80 ? longLength(bytes, offset + 2, octets, what) : first;
  const start = offset + 2 + octets;
  if (length > bytes.length - start) throw new MalformedDer(`${what}: ends too early`);
  return { tag, value: bytes.subarray(start, start + length), raw: bytes.subarray(offset, start + length) };
}

/** Reads a length of several octets (X.690 8.1.3.5). In DER a length has its shortest form (10.1). */
function longLength(bytes: Uint8Array, offset: number, octets: number, what: string): number {
  if (octets < 1 || octets > 4) throw new MalformedDer(`${what}: a length that DER does not allow`);
  if (offset + octets > bytes.length) throw new MalformedDer(`${what}: ends too early`);
  const length = bytes.subarray(offset, offset + octets).reduce((sum, octet) => sum * 256 + octet, 0);
  if (length < 128 || bytes[offset] === 0) throw new MalformedDer(`${what}: a length that is not in its shortest form`);
  return length;
}

/** Reads elements up to the end of `bytes`. */
export function* readElements(bytes: Uint8Array, what: string): Generator<Element, void> {
  for (let offset = 0; offset < bytes.length;) {
    const element = readElement(bytes, what, offset);
    yield element;
    offset += element.raw.length;
  }
}

/** Returns the element if it has this tag. Otherwise throws MalformedDer. */
export function expectTag(element: Element | undefined, tag: number, what: string): Element {
  if (element === undefined) throw new MalformedDer(`${what}: missing`);
  if (element.tag !== tag) throw new MalformedDer(`${what}: not of the expected type`);
  return element;
}

/** Returns the DER of an element with this tag, whose value is the parts one after the other. */
export function encodeElement(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  const value = Buffer.concat(parts);
  if (value.length < 128) return Buffer.concat([Buffer.of(tag, value.length), value]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(value.length);
  const octets = length.subarray(length.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.of(tag, 0x80 | octets.length), octets, value]);
}

/** Returns the DER of a SEQUENCE of these elements. */
export function encodeSequence(elements: readonly Element[]): Uint8Array {
  return encodeElement(
    tags.sequence,
    elements.map(({ raw }) => raw),
  );
}
