import { isIPv4, isIPv6 } from 'node:net';

/**
 * One GeneralName of a SAN (RFC 5280 4.2.1.6). The text is written as it is, in UTF-8, so that a test can write what no honest CA would:
 * spaces, line ends, markup. `raw`: any tag and any bytes.
 */
export type GeneralName =
  | { readonly kind: 'dns' | 'ip' | 'email' | 'uri'; readonly value: string }
  | { readonly kind: 'raw'; readonly tag: number; readonly value: Uint8Array };

const tags = { email: 0x81, dns: 0x82, uri: 0x86, ip: 0x87 } as const;

/** Returns the DER of the value of a SAN extension. Throws a RangeError for an `ip` that is not an IP address. */
export function encodeSubjectAlternativeName(names: readonly GeneralName[]): Uint8Array<ArrayBuffer> {
  return encode(0x30, Buffer.concat(names.map(encodeGeneralName)));
}

function encodeGeneralName(name: GeneralName): Uint8Array {
  if (name.kind === 'raw') return encode(name.tag, name.value);
  return encode(tags[name.kind], name.kind === 'ip' ? ipBytes(name.value) : Buffer.from(name.value));
}

/** Encodes tag, length and value (X.690 8.1), with definite length in the fewest bytes. */
function encode(tag: number, value: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = value;
  const hex = length.toString(16);
  const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const prefix = length < 0x80 ? [tag, length] : [tag, 0x80 | digits.length, ...digits];
  return new Uint8Array([...prefix, ...value]);
}

function ipBytes(text: string): Uint8Array {
  if (isIPv4(text)) return Buffer.from(text.split('.').map(Number));
  if (isIPv6(text)) return ipv6Bytes(text);
  throw new RangeError(`${text} is not an IP address`);
}

function ipv6Bytes(text: string): Uint8Array {
  // An embedded IPv4 tail is two groups of sixteen bits (RFC 4291 2.2).
  const hex = text.replace(/[\d.]+\.\d+$/, (tail) =>
    Buffer.from(tail.split('.').map(Number))
      .toString('hex')
      .replace(/(?=.{4}$)/, ':'),
  );
  const [head = [], tail = []] = hex.split('::').map((side) => side.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return Buffer.from([...head, ...zeros, ...tail].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
