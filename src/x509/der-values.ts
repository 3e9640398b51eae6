import { readElements, tags } from './der.js';

/** An OBJECT IDENTIFIER's value as dotted text (X.690 8.19). Arcs of any size; what is cut off or empty gives `undefined`. */
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
 * An INTEGER's value as OpenSSL prints a serial number: upper-case hex, whole bytes, no separators, `-` in front of a negative one (which
 * RFC 5280 4.1.2.2 forbids and CAs have issued).
 */
export function integerHex(value: Uint8Array): string {
  const number = BigInt.asIntN(8 * value.length, BigInt(`0x${Buffer.from(value).toString('hex')}`));
  const digits = (number < 0n ? -number : number).toString(16).toUpperCase();
  return `${number < 0n ? '-' : ''}${digits.padStart(digits.length + (digits.length % 2), '0')}`;
}

/** Whether the value of the extension basicConstraints says CA (RFC 5280 4.2.1.9). What cannot be read does not say so. */
export function isCaByBasicConstraints(value: Uint8Array): boolean {
  try {
    const [constraints] = readElements(value, 'basicConstraints');
    const [ca] = readElements(constraints?.value ?? new Uint8Array(), 'basicConstraints');
    return ca?.tag === tags.boolean && ca.value[0] === 0xff;
  } catch {
    return false;
  }
}
