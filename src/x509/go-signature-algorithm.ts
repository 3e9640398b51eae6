import type { GoAlgorithm } from './go-algorithm.js';
import { GoReader } from './go-reader.js';
import { tags } from './der.js';

/** A signature algorithm that Go knows (signatureAlgorithmDetails of crypto/x509). */
export interface GoSignatureAlgorithm {
  /** As Go prints it. */
  readonly name: string;
  readonly key: 'RSA' | 'ECDSA' | 'DSA' | 'Ed25519';
  /** Undefined: the algorithm signs the bytes themselves. */
  readonly hash: 'MD5' | 'SHA1' | 'SHA256' | 'SHA384' | 'SHA512' | undefined;
  readonly pss?: true;
}

/** By OID. RSA-PSS is not among them, because its parameters decide. */
export const goSignatureAlgorithms: ReadonlyMap<string, GoSignatureAlgorithm> = new Map<string, GoSignatureAlgorithm>([
  ['1.2.840.113549.1.1.4', { name: 'MD5-RSA', key: 'RSA', hash: 'MD5' }],
  ['1.2.840.113549.1.1.5', { name: 'SHA1-RSA', key: 'RSA', hash: 'SHA1' }],
  ['1.3.14.3.2.29', { name: 'SHA1-RSA', key: 'RSA', hash: 'SHA1' }],
  ['1.2.840.113549.1.1.11', { name: 'SHA256-RSA', key: 'RSA', hash: 'SHA256' }],
  ['1.2.840.113549.1.1.12', { name: 'SHA384-RSA', key: 'RSA', hash: 'SHA384' }],
  ['1.2.840.113549.1.1.13', { name: 'SHA512-RSA', key: 'RSA', hash: 'SHA512' }],
  ['1.2.840.10040.4.3', { name: 'DSA-SHA1', key: 'DSA', hash: 'SHA1' }],
  ['2.16.840.1.101.3.4.3.2', { name: 'DSA-SHA256', key: 'DSA', hash: 'SHA256' }],
  ['1.2.840.10045.4.1', { name: 'ECDSA-SHA1', key: 'ECDSA', hash: 'SHA1' }],
  ['1.2.840.10045.4.3.2', { name: 'ECDSA-SHA256', key: 'ECDSA', hash: 'SHA256' }],
  ['1.2.840.10045.4.3.3', { name: 'ECDSA-SHA384', key: 'ECDSA', hash: 'SHA384' }],
  ['1.2.840.10045.4.3.4', { name: 'ECDSA-SHA512', key: 'ECDSA', hash: 'SHA512' }],
  ['1.3.101.112', { name: 'Ed25519', key: 'Ed25519', hash: undefined }],
]);

const pssOid = '1.2.840.113549.1.1.10';
const mgf1Oid = '1.2.840.113549.1.1.8';

/** The hashes that Go takes for RSA-PSS, each with a salt as long as the hash. */
const pssHashes = new Map<string, { readonly hash: 'SHA256' | 'SHA384' | 'SHA512'; readonly salt: bigint }>([
  ['2.16.840.1.101.3.4.2.1', { hash: 'SHA256', salt: 32n }],
  ['2.16.840.1.101.3.4.2.2', { hash: 'SHA384', salt: 48n }],
  ['2.16.840.1.101.3.4.2.3', { hash: 'SHA512', salt: 64n }],
]);

/** Returns the algorithm, or undefined where Go knows none (getSignatureAlgorithmFromAI). */
export function goSignatureAlgorithm({ oid, parameters }: GoAlgorithm): GoSignatureAlgorithm | undefined {
  if (oid === pssOid) return parameters && pssAlgorithm(parameters);
  const algorithm = goSignatureAlgorithms.get(oid);
  // RFC 8410 section 3: Ed25519 has no parameters. Go ignores those of all others.
  return algorithm?.key === 'Ed25519' && parameters !== undefined ? undefined : algorithm;
}

/** RSASSA-PSS-params (RFC 4055 3.1): Go wants all fields but the last, one hash for both purposes, and a salt as long as the hash. */
function pssAlgorithm(parameters: Uint8Array): GoSignatureAlgorithm | undefined {
  const fields = new GoReader(parameters).inside(tags.sequence);
  if (fields === undefined) return undefined;
  const hash = readHash(fields.inside(tags.explicit(0)));
  const maskHash = readMaskHash(fields.inside(tags.explicit(1)));
  const salt = fields.inside(tags.explicit(2))?.integer();
  const trailer = fields.peek(tags.explicit(3)) ? fields.inside(tags.explicit(3))?.integer() : 1n;
  const known = hash === undefined || hash !== maskHash ? undefined : pssHashes.get(hash);
  if (known === undefined || salt !== known.salt || trailer !== 1n) return undefined;
  return { name: `${known.hash}-RSAPSS`, key: 'RSA', hash: known.hash, pss: true };
}

/** The hash of MGF1, the only mask function that there is. */
function readMaskHash(field: GoReader | undefined): string | undefined {
  const mask = field?.inside(tags.sequence);
  return mask?.oid() === mgf1Oid ? readHash(mask) : undefined;
}

/** The OID of an AlgorithmIdentifier whose parameters are missing or NULL. */
function readHash(reader: GoReader | undefined): string | undefined {
  const algorithm = reader?.inside(tags.sequence);
  const oid = algorithm?.oid();
  if (algorithm === undefined || algorithm.empty) return oid;
  const parameters = algorithm.any();
  return parameters?.raw.length === 2 && parameters.tag === tags.null ? oid : undefined;
}
