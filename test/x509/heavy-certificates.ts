import { type Bytes, buildCertificate, dns, oids, rdn, sequence, subjectAltName, tlv } from './der-builder.js';

/** A SAN of each kind, as short or as long as it can be. */
export const sanShapes: Readonly<Record<string, (index: number) => Bytes>> = {
  'empty DNS names': () => tlv(0x82),
  'short DNS names': (index) => dns(token(index)),
  'long DNS names': (index) => dns(token(index).padStart(250, 'x')),
  'IPv4 addresses': (index) => tlv(0x87, [10, 0, index >> 8, index & 0xff]),
  'IPv6 addresses': (index) => tlv(0x87, [0x20, 1, 0xd, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, index >> 8, index & 0xff]),
  'empty e-mail addresses': () => tlv(0x81),
  'short e-mail addresses': (index) => tlv(0x81, Buffer.from(token(index))),
  'empty URIs': () => tlv(0x86),
  'long URIs': (index) => tlv(0x86, Buffer.from(`https://${token(index)}.example/${'x'.repeat(200)}`)),
  'URIs beyond Latin-1': (index) => tlv(0x86, Buffer.from(`https://${token(index)}/${'ж'.repeat(50)}`)),
  'registered IDs': () => tlv(0x88, [0x2a, 3]),
  'names of directories': (index) => tlv(0xa4, sequence(rdn(oids.commonName, token(index)))),
  'empty names of directories': () => tlv(0xa4),
  'other names': (index) => tlv(0xa0, Buffer.alloc(64, index)),
  'empty other names': () => tlv(0xa0),
};

/** Three characters that differ with the index. */
function token(index: number): string {
  return index.toString(36).padStart(3, '0');
}

const built = new Map<string, Buffer>();
const serialField = Buffer.of(2, 4, 1, 0, 0, 0);

/** A certificate with so many SANs of one kind. Another `serial` makes another certificate. Each is built once, as this is slow. */
export function heavyCertificate(kind: string, count: number, serial = 1): Buffer {
  const shape = sanShapes[kind] ?? (() => dns(kind));
  const key = `${count} ${kind}`;
  const names = (): Bytes => subjectAltName(...Array.from({ length: count }, (_, index) => shape(index)));
  const template = built.get(key) ?? buildCertificate({ serialNumber: serialField.subarray(2), extensions: [names()] });
  built.set(key, template);
  const der = Buffer.from(template);
  der.writeUIntBE(serial, der.indexOf(serialField) + 3, 3);
  return der;
}
