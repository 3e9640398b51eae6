/**
 * An INTEGER's value as OpenSSL prints a serial number: upper-case hex, whole bytes, no separators, `-` in front of a negative one (which
 * RFC 5280 4.1.2.2 forbids and CAs have issued).
 */
export function integerHex(value: Uint8Array): string {
  const negative = ((value[0] ?? 0) & 0x80) !== 0;
  const digits = Buffer.from(negative ? negated(value) : value).toString('hex');
  return `${negative ? '-' : ''}${digits.replace(/^(?:00)+(?=.)/, '').toUpperCase()}`;
}

/** Two's complement. */
function negated(value: Uint8Array): Uint8Array {
  const result = value.map((octet) => ~octet & 0xff);
  for (let at = result.length - 1; at >= 0; at--) {
    const sum = (result[at] ?? 0) + 1;
    result[at] = sum & 0xff;
    if (sum < 256) break;
  }
  return result;
}
