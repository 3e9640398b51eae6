import { dns, tlv } from '../test/x509/der-builder.js';
import { email, ip, uri } from '../test/x509/go-fixture.js';
import type { RandomNumbers } from './mutate.js';

/** Makes a GeneralName (RFC 5280 4.2.1.6) from a number. */
type MakeName = (index: number, random: RandomNumbers) => Buffer;

/** Whole and broken ones. */
const kinds: readonly MakeName[] = [
  (index) => dns(index.toString(36)),
  (index) => dns(`${index.toString(36)}.${'a.'.repeat(30)}example.com`),
  () => dns('a'),
  () => dns(''),
  (index) => dns(`*.${index.toString(36)}.example`),
  (index) => dns(`${'xn--'.repeat(index % 15)}\u202e`),
  (index) => ip(10, index >> 16, (index >> 8) & 255, index & 255),
  (_, random) => ip(...Array.from({ length: random(2) === 0 ? 16 : random(20) }, () => random(256))),
  (index) => email(`${index.toString(36)}@example.com`),
  (index) => email(`"${'\\"'.repeat(index % 50)}"@[::1]`),
  (index) => uri(`a://${index.toString(36)}.example/%41`),
  (index) => uri(`${':'.repeat(index % 40)}%zz`),
  () => tlv(0x88, [0x2a, 3]),
  () => tlv(0xa4, []),
  () => tlv(0xa0, tlv(6, [0x2a]), tlv(0xa0, tlv(0x0c, [0x61]))),
];

/** Makes so many bytes of names, of one kind or of all kinds. */
export function randomNames(bytes: number, random: RandomNumbers): readonly Buffer[] {
  const one = random(3) > 0 ? kinds[random(kinds.length)] : undefined;
  return filled(bytes, (index) => (one ?? kinds[random(kinds.length)] ?? dnsOf)(index, random));
}

const dnsOf: MakeName = (index) => dns(String(index));

/** As many arguments a function can have for certain. */
const mostPieces = 30_000;

/** Makes pieces until there are so many bytes. */
export function filled(bytes: number, make: (index: number) => Buffer): readonly Buffer[] {
  const made: Buffer[] = [];
  for (let length = 0; length < bytes && made.length < mostPieces; length += made.at(-1)?.length ?? 1) {
    made.push(make(made.length));
  }
  return made;
}
