import { readElements, tags } from './der.js';

/**
 * Returns the value of an OBJECT IDENTIFIER as dotted text (X.690 8.19), with arcs of any size. Returns undefined for a value that is
 * truncated, empty or longer than 128 bytes.
 */
export function oidText(value: Uint8Array): string | undefined {
  const last = value.at(-1);
  if (last === undefined || last >= 0x80 || value.length > 128) return undefined;
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of value) {
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    if (octet & 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...rest] = arcs;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}

/**
 * Returns the value of an INTEGER as OpenSSL prints a serial number: upper-case hex, whole bytes, no separators. A negative one begins with
 * `-`: RFC 5280 4.1.2.2 forbids them, yet CAs have issued them.
 */
export function integerHex(value: Uint8Array): string {
  const number = BigInt.asIntN(8 * value.length, BigInt(`0x${Buffer.from(value).toString('hex')}`));
  const digits = (number < 0n ? -number : number).toString(16).toUpperCase();
  return `${number < 0n ? '-' : ''}${digits.padStart(digits.length + (digits.length % 2), '0')}`;
}

/** Returns whether the value of the extension basicConstraints says CA (RFC 5280 4.2.1.9). An unreadable value counts as no. */
export function isCaByBasicConstraints(value: Uint8Array): boolean {
  try {
    const [constraints] = readElements(value, 'basicConstraints');
    const [ca] = readElements(constraints?.value ?? new Uint8Array(), 'basicConstraints');
    return ca?.tag === tags.boolean && ca.value[0] === 0xff;
  } catch {
    return false;
  }
}

/** The first 64 bytes in hexadecimal, for display only: `#0a0b…`. */
export function hexText(bytes: Uint8Array): string {
  return `#${Buffer.from(bytes.subarray(0, 64)).toString('hex')}${bytes.length > 64 ? '…' : ''}`;
}
