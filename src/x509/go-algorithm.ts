import type { GoReader } from './go-reader.js';
import { Refusing } from './go-refusing.js';

/** An AlgorithmIdentifier (RFC 5280 4.1.1.2). `parameters`: the whole element; undefined: none. */
export interface GoAlgorithm {
  readonly oid: string;
  readonly parameters: Uint8Array | undefined;
}

/** Reads the fields of an AlgorithmIdentifier (parseAI of Go's crypto/x509). Throws Refusing with Go's message. */
export function readGoAlgorithm(reader: GoReader): GoAlgorithm {
  const oid = reader.oid();
  if (oid === undefined) throw new Refusing('x509: malformed OID');
  if (reader.empty) return { oid, parameters: undefined };
  const parameters = reader.any()?.raw;
  if (parameters === undefined) throw new Refusing('x509: malformed parameters');
  return { oid, parameters };
}
