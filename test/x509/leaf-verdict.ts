import { goVerdict, type GoVerdict } from '../../src/x509/go-verdict.js';
import { type CertificateShape, dns, oids, sequence, subjectAltName, tlv } from './der-builder.js';
import { createParty, ip, issue, issueCa, now } from './go-fixture.js';

export const [ca, server] = [createParty('kubernetes'), createParty('kube-apiserver')];
export const root = issueCa(ca);
export const name = 'kube-apiserver';
export const named = [subjectAltName(dns(name), ip(10, 96, 0, 1))];

interface Asked {
  readonly roots?: readonly Uint8Array[];
  readonly name?: string;
  readonly now?: number;
  readonly rest?: readonly Uint8Array[];
}

/** The verdict on a leaf that the CA signed. */
export function leafVerdict(shape: CertificateShape, asked: Asked = {}): GoVerdict {
  const served = [issue(server, ca, { extensions: named, ...shape }), ...(asked.rest ?? [])];
  return goVerdict(served, { roots: [root], name, now, ...asked });
}

export const refused = (reason: string, message: string) => ({ accepted: false, reason, message });

/** An RSA key of so many bits, whose number is none of a real key. */
export function rsaKey(bits: number): Buffer {
  const modulus = Buffer.from((2n ** BigInt(bits) - 1n).toString(16).padStart(bits / 4 + 2, '0'), 'hex');
  return sequence(sequence(tlv(6, oids.rsa), tlv(5)), tlv(3, [0], sequence(tlv(2, modulus), tlv(2, [1, 0, 1]))));
}
