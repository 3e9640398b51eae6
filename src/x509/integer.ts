/**
 * An INTEGER's value as OpenSSL prints a serial number: upper-case hex, whole bytes, no separators, `-` in front of a negative one (which
 * RFC 5280 4.1.2.2 forbids and CAs have issued).
 */
export function integerHex(value: Uint8Array): string {
  const number = BigInt.asIntN(8 * value.length, BigInt(`0x${Buffer.from(value).toString('hex')}`));
  const digits = (number < 0n ? -number : number).toString(16).toUpperCase();
  return `${number < 0n ? '-' : ''}${digits.padStart(digits.length + (digits.length % 2), '0')}`;
}
