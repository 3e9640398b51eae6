import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { quote } from '../document/problem.js';
import { readFailureMessage } from '../document/read-file.js';
import { explainFindError, readCertificates } from '../x509/read-certificates.js';
import type { ReadFileNow } from './read-file-now.js';
import type { TlsSettings } from './web-config-schema.js';

/** Parts that are given as a file or inline. The file wins, as in the toolkit. */
export type PartName = 'cert' | 'key' | 'client_ca';

/** A key of the TLS section (undefined: the section itself), and what is wrong with it. */
export interface TlsFault {
  readonly key: keyof TlsSettings | undefined;
  readonly message: string;
}

export interface PemPart<Value> {
  readonly ok: true;
  readonly key: keyof TlsSettings;
  readonly pem: Buffer;
  readonly value: Value;
}

export type ReadPart<Value> = PemPart<Value> | { readonly ok: false; readonly fault: TlsFault };

/** Returns a value, or a message for people. */
type Parse<Value> = (
  pem: Uint8Array,
) => { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string };

/** A certificate with its chain has a few kilobytes. A bundle of all public CAs has 250. */
const maxPemBytes = 1024 * 1024;

/** Reads one part; undefined: the settings do not have it. Relative paths start at `folder`. */
export function readPart<Value>(
  settings: TlsSettings,
  name: PartName,
  { folder, read }: { readonly folder: string; readonly read: ReadFileNow },
  parse: Parse<Value>,
): ReadPart<Value> | undefined {
  const file = settings[`${name}_file`];
  if (file === undefined) {
    const inline = settings[name];
    return inline === undefined ? undefined : parsePart(name, Buffer.from(inline), parse);
  }
  const content = read(resolve(folder, file), maxPemBytes);
  const key = `${name}_file` as const;
  const part: ReadPart<Value> = content.ok
    ? parsePart(key, Buffer.from(content.bytes), parse)
    : { ok: false, fault: { key, message: readFailureMessage(content.failure, maxPemBytes) } };
  return part.ok ? part : { ok: false, fault: { key, message: `${quote(file)}: ${part.fault.message}` } };
}

function parsePart<Value>(key: keyof TlsSettings, pem: Buffer, parse: Parse<Value>): ReadPart<Value> {
  const parsed = parse(pem);
  return parsed.ok
    ? { ok: true, key, pem, value: parsed.value }
    : { ok: false, fault: { key, message: parsed.message } };
}

export const parseCertificate: Parse<X509Certificate> = (pem) => {
  try {
    return { ok: true, value: new X509Certificate(pem) };
  } catch {
    return { ok: false, message: 'not a PEM certificate' };
  }
};

export const parseKey: Parse<KeyObject> = (pem) => {
  try {
    return { ok: true, value: createPrivateKey(Buffer.from(pem)) };
  } catch {
    return { ok: false, message: 'not a PEM key, or a key with a passphrase' };
  }
};

/** OpenSSL judges the clients, and passes over certificates that it cannot read. So it must accept each of them. */
export const parseAuthorities: Parse<readonly Uint8Array[]> = (pem) => {
  const certificates: Uint8Array[] = [];
  for (const found of readCertificates(pem)) {
    if ('error' in found) return { ok: false, message: explainFindError(found) };
    if (!parseCertificate(found.der).ok)
      return { ok: false, message: `certificate ${found.position}: cannot be decoded` };
    certificates.push(found.der);
  }
  return { ok: true, value: certificates };
};
