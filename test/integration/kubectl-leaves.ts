import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { CertificateRequest } from './issue-certificate.js';
import {
  authority,
  dialled,
  dns,
  ip,
  kubectlCase,
  type KubectlCase,
  leaf,
  type Scene,
  type Verdict,
} from './kubectl-case.js';

/** What differs in the leaf. */
export const leafCases: readonly KubectlCase[] = [
  leafCase('an expired leaf', 'expired', { days: -1 }),
  leafCase('a leaf for clients only', 'usage', { usage: 'client' }),
  leafCase('a negative serial number', 'malformed', { serialNumber: [0x80, 1] }, { since: 23 }),
  leafCase('a signature with SHA-1', 'unsupported', { hash: 'sha1' }, { since: 24 }),
  leafCase('an RSA key of 8,676 bits', 'unsupported', { key: longRsaKey() }),
  leafCase('an RSA key of 2,048 bits', 'accepted', { key: rsaKey(2048) }),
  leafCase('an RSA key of 1,024 bits', 'accepted', { key: rsaKey(1024) }),
  leafCase('an RSA key of 768 bits', 'unsupported', { key: rsaKey(768) }, { since: 24 }),
  leafCase('an RSA key of 512 bits', 'unsupported', { key: rsaKey(512) }, { since: 24, maxVersion: 'TLSv1.2' }),
  leafCase('an Ed448 key', 'unsupported', { key: generateKeyPairSync('ed448').privateKey }),
  leafCase('an RSA key for RSA-PSS only', 'unsupported', { key: pssKey() }),
  leafCase('an address as a DNS SAN', ['name', 'accepted'], { names: [dns(dialled.address), dns(dialled.name)] }),
  leafCase('a name as the CN only', 'name', { commonName: dialled.name, names: [] }),
  leafCase('an address as the CN only', 'name', { commonName: dialled.address, names: [] }),
  leafCase('other addresses', ['name', 'name'], {
    names: [dns('kubernetes'), dns('kubernetes.default'), ip('10.96.0.1'), ip('10.225.4.51')],
  }),
  leafCase('addresses only', ['accepted', 'name'], { names: [ip('10.96.0.1'), ip(dialled.address)] }),
  leafCase('names only', ['name', 'accepted'], { names: [dns('kubernetes'), dns(dialled.name)] }),
  leafCase('a wildcard', ['name', 'accepted'], { names: [dns('*.example.com')] }),
  leafCase('a wildcard of two labels', ['name', 'name'], { names: [dns('*.com')] }),
  leafCase('a name in capitals', 'accepted', {}, { name: 'API.Example.COM' }),
  leafCase('a name with a final dot', 'accepted', {}, { name: `${dialled.name}.` }),
  leafCase('an address as the name to verify', ['accepted', 'name'], {}, { name: '10.96.0.1' }),
];

function leafCase(
  title: string,
  verdict: Verdict | readonly [Verdict, Verdict],
  request: Partial<CertificateRequest>,
  { maxVersion, ...more }: Pick<KubectlCase, 'since' | 'name'> & Pick<Scene, 'maxVersion'> = {},
): KubectlCase {
  return kubectlCase(
    title,
    verdict,
    () => {
      const ca = authority();
      return { served: [leaf(ca, request)], ca: [ca], ...(maxVersion && { maxVersion }) };
    },
    more,
  );
}

function rsaKey(modulusLength: number): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength }).privateKey;
}

function pssKey(): KeyObject {
  return generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey;
}

/** A key of two Mersenne primes, since the search for secret ones of this length takes a minute. */
function longRsaKey(): KeyObject {
  const [p, q, e] = [2n ** 4423n - 1n, 2n ** 4253n - 1n, 65_537n];
  const d = inverse(e, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const jwk = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, base64url(value)]));
  return createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' });
}

/** The inverse modulo `modulus`, by Euclid's algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x];
  return ((x % modulus) + modulus) % modulus;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}
