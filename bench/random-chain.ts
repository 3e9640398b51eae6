import { type Bytes, extension, sequence, subjectAltName, tlv } from '../test/x509/der-builder.js';
import {
  createParty,
  extendedKeyUsage,
  ip,
  issue,
  issueCa,
  nameConstraints,
  type Party,
  standard,
} from '../test/x509/go-fixture.js';
import { createMutator, type RandomNumbers } from './mutate.js';
import { filled, randomNames } from './random-names.js';

const root = createParty('root');
const parties: readonly Party[] = Array.from({ length: 6 }, (_, at) => createParty(`ca ${at}`));
const server = createParty('kube-apiserver');

/** The CA of the client. Some chains lead to it. */
export const roots: readonly Uint8Array[] = [issueCa(root)];

/**
 * Makes a chain of about this many bytes: names below CAs with constraints or policies, some of one name and key, in order or not. In one
 * of four, a certificate is not quite valid.
 */
export function randomChain(bytes: number, random: RandomNumbers): readonly Uint8Array[] {
  const share = random(101) / 100;
  const others = bytes * (1 - share);
  const count = random(3) === 0 ? random(4) : random(1 + Math.floor(others / 300));
  const kinds = 1 + random(parties.length);
  const nth = (at: number): Party => (at === count ? root : (parties[at % kinds] ?? root));
  const cas = Array.from({ length: count }, (_, at) =>
    issueCa(nth(at), {
      issuer: nth(at + 1),
      serialNumber: serialNumber(random),
      extensions: ofCa(others / count - 300, random),
    }),
  );
  const leaf = issue(server, nth(0), { serialNumber: serialNumber(random), extensions: ofLeaf(bytes * share, random) });
  const chain = random(10) === 0 ? [leaf, ...cas.toReversed()] : [leaf, ...cas];
  const bad = random(4) === 0 ? random(chain.length) : -1;
  return chain.map((der, at) => (at === bad ? createMutator([der], random)() : der));
}

const serialNumber = (random: RandomNumbers): Bytes => [1, random(256), random(256), random(256), random(256)];
const oid = (at: number): Bytes => [0x2a, 0x81, 0x80 | ((at >> 7) & 127), at & 127];
const policy = (at: number): Buffer => sequence(tlv(6, oid(at)));
const policies = (bytes: number): Buffer => extension(standard(32), sequence(...filled(bytes, policy)));
const explicit = extension(standard(36), sequence(tlv(0x80, [0])));

/** Makes the extensions of a leaf, of so many bytes. */
function ofLeaf(bytes: number, random: RandomNumbers): readonly Buffer[] {
  const usage = random(4) === 0 ? [extendedKeyUsage('server')] : [];
  switch (random(8)) {
    case 0:
      return [...usage, policies(bytes), subjectAltName(...randomNames(100, random))];
    case 1:
      return [...usage, ...filled(bytes, (at) => extension(oid(at), []))];
    default:
      return [...usage, subjectAltName(...randomNames(bytes, random))];
  }
}

/** Makes the further extensions of a CA, of so many bytes. */
function ofCa(bytes: number, random: RandomNumbers): readonly Buffer[] {
  switch (random(6)) {
    case 0:
      return [policies(bytes), ...(random(2) === 0 ? [explicit] : [])];
    case 1: {
      const pairs = filled(bytes, (at) => sequence(tlv(6, oid(at)), tlv(6, oid(at + random(2)))));
      return [policies(100), extension(standard(33), sequence(...pairs)), explicit];
    }
    case 2:
      return [nameConstraints({ excluded: filled(bytes, (at) => ip(200, at & 255, 0, 0, 255, 255, 0, 0)) })];
    case 3:
      return [nameConstraints({ permitted: randomNames(bytes / 2, random), excluded: randomNames(bytes / 2, random) })];
    default:
      return [nameConstraints({ excluded: randomNames(bytes, random) })];
  }
}
