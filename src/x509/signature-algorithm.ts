import { oidText } from './der-values.js';
import { goSignatureAlgorithms } from './go-signature-algorithm.js';
import { readElements, tags } from './der.js';

/** Names as Go's crypto/x509 prints them, and of algorithms that it does not know (RFC 3279, 8410, 9881). */
const names = new Map([
  ...[...goSignatureAlgorithms].map(([oid, { name }]) => [oid, name] as const),
  ['1.2.840.113549.1.1.2', 'MD2-RSA'],
  ['1.3.101.113', 'Ed448'],
  ['2.16.840.1.101.3.4.3.17', 'ML-DSA-44'],
  ['2.16.840.1.101.3.4.3.18', 'ML-DSA-65'],
  ['2.16.840.1.101.3.4.3.19', 'ML-DSA-87'],
]);

const pss = '1.2.840.113549.1.1.10';
const pssHashes = new Map([
  ['2.16.840.1.101.3.4.2.1', 'SHA256-RSAPSS'],
  ['2.16.840.1.101.3.4.2.2', 'SHA384-RSAPSS'],
  ['2.16.840.1.101.3.4.2.3', 'SHA512-RSAPSS'],
]);

/**
 * Returns the name of an AlgorithmIdentifier (its value, without the SEQUENCE's header), its OID if it has no name here, or `unknown` if it
 * does not begin with an OID. Throws MalformedDer when it is not DER.
 */
export function signatureAlgorithmName(value: Uint8Array): string {
  const [id, parameters] = readElements(value, 'signature');
  const oid = id?.tag === tags.oid ? oidText(id.value) : undefined;
  if (oid === pss) return pssHashes.get(pssHash(parameters?.value) ?? '') ?? pss;
  return oid === undefined ? 'unknown' : (names.get(oid) ?? oid);
}

/** Returns the OID of hashAlgorithm, field [0] of RSASSA-PSS-params (RFC 4055 3.1). */
function pssHash(parameters: Uint8Array | undefined): string | undefined {
  const [field] = readElements(parameters ?? new Uint8Array(), 'signature');
  if (field?.tag !== tags.explicit(0)) return undefined;
  const [algorithm] = readElements(field.value, 'signature');
  const [id] = readElements(algorithm?.value ?? new Uint8Array(), 'signature');
  return id && oidText(id.value);
}
