import { GoReader } from './go-reader.js';
import { tags } from './der.js';

/** What Go's messages show of a Name. Undefined or empty where the certificate has none. */
export interface GoName {
  readonly commonName: string | undefined;
  readonly organization: string | undefined;
}

export type NameReading = { readonly ok: true; readonly name: GoName } | { readonly ok: false; readonly error: string };

/** Reads the DER of a Name as parseName of Go's crypto/x509 does: each value must be a string of a kind that Go knows. */
export function readGoName(der: Uint8Array): NameReading {
  const sets = new GoReader(der).inside(tags.sequence);
  if (sets === undefined) return refused('');
  let name: GoName = { commonName: undefined, organization: undefined };
  while (!sets.empty) {
    const attributes = sets.inside(tags.set);
    if (attributes === undefined) return refused('');
    while (!attributes.empty) {
      const attribute = readAttribute(attributes.inside(tags.sequence));
      if ('error' in attribute) return refused(attribute.error);
      const { oid, text } = attribute;
      if (oid === '2.5.4.3') name = { ...name, commonName: text };
      if (oid === '2.5.4.10') name = { ...name, organization: name.organization ?? text };
    }
  }
  return { ok: true, name };
}

function refused(why: string): NameReading {
  return { ok: false, error: `x509: invalid RDNSequence${why}` };
}

type Attribute = { readonly oid: string; readonly text: string } | { readonly error: string };

function readAttribute(attribute: GoReader | undefined): Attribute {
  if (attribute === undefined) return { error: ': invalid attribute' };
  const oid = attribute.oid();
  if (oid === undefined) return { error: ': invalid attribute type' };
  const value = attribute.any();
  if (value === undefined) return { error: ': invalid attribute value' };
  const text = readGoString(value.tag, value.value);
  return 'error' in text ? { error: `: invalid attribute value: ${text.error}` } : { oid, text: text.text };
}

type GoString = { readonly text: string } | { readonly error: string };

/** Reads the string types that Go knows (parseASN1String). */
function readGoString(tag: number, value: Uint8Array): GoString {
  const kind = stringTypes.get(tag);
  if (kind === undefined) return { error: `unsupported string type: ${tag}` };
  const text = kind.read(value);
  return text === undefined ? { error: `invalid ${kind.name}` } : { text };
}

interface StringType {
  readonly name: string;
  /** Returns undefined for bytes that this type does not allow. */
  readonly read: (value: Uint8Array) => string | undefined;
}

/** Go allows `*` and `&`, which PrintableString does not have. */
const printable = /^[a-zA-Z0-9'()+,\-./ :=?*&]*$/;

const stringTypes = new Map<number, StringType>([
  [0x14, { name: 'T61String', read: latin1 }],
  [0x13, { name: 'PrintableString', read: matching(printable) }],
  [0x0c, { name: 'UTF-8 string', read: utf8 }],
  [0x1e, { name: 'BMPString', read: bmp }],
  [0x16, { name: 'IA5String', read: matching(/^[\x00-\x7f]*$/) }],
  [0x12, { name: 'NumericString', read: matching(/^[0-9 ]*$/) }],
]);

function latin1(value: Uint8Array): string {
  return Buffer.from(value).toString('latin1');
}

function matching(allowed: RegExp): StringType['read'] {
  return (value) => (allowed.test(latin1(value)) ? latin1(value) : undefined);
}

function utf8(value: Uint8Array): string | undefined {
  const text = Buffer.from(value).toString('utf8');
  return Buffer.from(text, 'utf8').equals(value) ? text : undefined;
}

/** Two octets a character, without surrogates and noncharacters. One character U+0000 at the end is dropped. */
function bmp(value: Uint8Array): string | undefined {
  if (value.length % 2 !== 0) return undefined;
  const terminated = value.length >= 2 && value.at(-1) === 0 && value.at(-2) === 0;
  const text = Buffer.from(terminated ? value.subarray(0, -2) : value)
    .swap16()
    .toString('utf16le');
  return /[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/.test(text) ? undefined : text;
}
