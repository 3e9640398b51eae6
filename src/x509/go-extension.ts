import { tags } from './der.js';
import type { GoReader } from './go-reader.js';
import { Refusing } from './go-refusing.js';

export interface GoExtension {
  readonly oid: string;
  readonly critical: boolean;
  /** The contents of extnValue. */
  readonly value: Uint8Array;
}

/** Reads the fields of one extension (parseExtension of Go's crypto/x509). Throws Refusing with Go's message. */
export function readGoExtension(reader: GoReader): GoExtension {
  const oid = reader.oid();
  if (oid === undefined) throw new Refusing('x509: malformed extension OID field');
  const critical = reader.peek(tags.boolean) ? reader.boolean() : false;
  if (critical === undefined) throw new Refusing('x509: malformed extension critical field');
  const value = reader.value(tags.octetString);
  if (value === undefined) throw new Refusing('x509: malformed extension value field');
  return { oid, critical, value };
}
