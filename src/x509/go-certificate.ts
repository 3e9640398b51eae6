import { tags } from './der.js';
import { readGoAlgorithm } from './go-algorithm.js';
import { type GoExtension, readGoExtension } from './go-extension.js';
import { type GoExtensions, noExtensions, readGoExtensions } from './go-extensions.js';
import { type GoName, readGoName } from './go-names.js';
import { type GoPublicKey, readGoPublicKey } from './go-public-key.js';
import { GoReader, rightAlign } from './go-reader.js';
import { type GoSignatureAlgorithm, goSignatureAlgorithm } from './go-signature-algorithm.js';
import { Refusing } from './go-refusing.js';
import { readZonedTime, type Validity, type ZonedTime } from './validity.js';

/** A certificate as Go's crypto/x509 reads it: all that its verification and its messages use. */
export interface GoCertificate extends GoExtensions, Validity {
  readonly raw: Uint8Array;
  readonly rawTbs: Uint8Array;
  readonly version: number;
  /** The zones of its dates, in seconds east of Greenwich. */
  readonly offsets: Validity;
  readonly serialNumber: bigint;
  /** Undefined: one that Go does not know. */
  readonly signatureAlgorithm: GoSignatureAlgorithm | undefined;
  readonly rawIssuer: Uint8Array;
  readonly rawSubject: Uint8Array;
  readonly subject: GoName;
  readonly rawPublicKeyInfo: Uint8Array;
  /** Undefined: a kind that Go does not know. */
  readonly publicKey: GoPublicKey | undefined;
  readonly extensions: readonly GoExtension[];
  readonly signature: Uint8Array;
}

export type GoReading =
  { readonly ok: true; readonly certificate: GoCertificate } | { readonly ok: false; readonly error: string };

/**
 * Reads the DER of one certificate exactly as strictly as ParseCertificate of Go 1.26 (crypto/x509/parser.go). `error` is Go's own message.
 * Never throws.
 */
export function readGoCertificate(der: Uint8Array): GoReading {
  try {
    return { ok: true, certificate: readCertificate(der) };
  } catch (error) {
    if (error instanceof Refusing) return { ok: false, error: error.message };
    throw error;
  }
}

/** Returns the value, or refuses the certificate with Go's message when there is none. */
function need<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw new Refusing(`x509: malformed ${message}`);
  return value;
}

function readCertificate(der: Uint8Array): GoCertificate {
  const raw = need(new GoReader(der).element(tags.sequence), 'certificate').raw;
  const input = need(new GoReader(raw).inside(tags.sequence), 'certificate');
  const rawTbs = need(input.element(tags.sequence), 'tbs certificate').raw;
  const tbs = need(new GoReader(rawTbs).inside(tags.sequence), 'tbs certificate');
  const version = readVersion(tbs);
  const serialNumber = need(tbs.integer(), 'serial number');
  if (serialNumber < 0n) throw new Refusing('x509: negative serial number');
  const algorithm = need(tbs.value(tags.sequence), 'signature algorithm identifier');
  const outer = need(input.value(tags.sequence), 'algorithm identifier');
  if (!Buffer.from(algorithm).equals(outer))
    throw new Refusing("x509: inner and outer signature algorithm identifiers don't match");
  const signatureAlgorithm = goSignatureAlgorithm(readGoAlgorithm(new GoReader(algorithm)));
  const issuer = need(tbs.element(tags.sequence), 'issuer').raw;
  readName(issuer);
  const validity = need(tbs.inside(tags.sequence), 'validity');
  const [from, to] = [readDate(validity), readDate(validity)];
  // Go says issuer here, too.
  const rawSubject = need(tbs.element(tags.sequence), 'issuer').raw;
  const subject = readName(rawSubject);
  const { raw: rawPublicKeyInfo, value: spki } = need(tbs.element(tags.sequence), 'spki');
  const publicKey = readKey(new GoReader(spki));
  const extensions = version > 1 ? readExtensionList(tbs, version) : [];
  const known = extensions.length > 0 ? readGoExtensions(extensions) : noExtensions;
  const signature = rightAlign(need(input.bitString(), 'signature'));
  if (raw.length !== der.length) throw new Refusing('x509: trailing data');
  return {
    raw,
    rawTbs,
    version,
    serialNumber,
    signatureAlgorithm,
    rawIssuer: issuer,
    notBefore: from.seconds,
    notAfter: to.seconds,
    offsets: { notBefore: from.offset, notAfter: to.offset },
    rawSubject,
    subject,
    rawPublicKeyInfo,
    publicKey,
    extensions,
    ...known,
    signature,
  };
}

/** An int in Go has 64 bits: a longer version is malformed, not invalid. The highest one overflows, and is below all others. */
function readVersion(tbs: GoReader): number {
  if (!tbs.peek(tags.explicit(0))) return 1;
  const field = need(tbs.inside(tags.explicit(0)), 'version');
  const version = need(field.integer(), 'version');
  if (!field.empty || version < 0n || version >= 2n ** 63n) throw new Refusing('x509: malformed version');
  const oneBased = BigInt.asIntN(64, version + 1n);
  if (oneBased > 3n) throw new Refusing('x509: invalid version');
  return Number(oneBased);
}

function readName(der: Uint8Array): GoName {
  const reading = readGoName(der);
  if (!reading.ok) throw new Refusing(reading.error);
  return reading.name;
}

const dateKinds = new Map<number, string>([
  [tags.utcTime, 'malformed UTCTime'],
  [tags.generalizedTime, 'malformed GeneralizedTime'],
]);

function readDate(reader: GoReader): ZonedTime {
  const kind = [...dateKinds].find(([tag]) => reader.peek(tag));
  if (kind === undefined) throw new Refusing('x509: unsupported time format');
  const element = reader.any();
  const time = element && readZonedTime(element);
  if (time === undefined) throw new Refusing(`x509: ${kind[1]}`);
  return time;
}

function readKey(spki: GoReader): GoPublicKey | undefined {
  const algorithm = readGoAlgorithm(need(spki.inside(tags.sequence), 'public key algorithm identifier'));
  const bits = need(spki.bitString(), 'subjectPublicKey');
  return readGoPublicKey(algorithm, rightAlign(bits));
}

function readExtensionList(tbs: GoReader, version: number): readonly GoExtension[] {
  for (const [tag, what] of [
    [tags.context(1), 'issuerUniqueID'] as const,
    [tags.context(2), 'subjectUniqueID'] as const,
  ])
    if (!tbs.skipOptional(tag)) throw new Refusing(`x509: malformed ${what}`);
  if (version !== 3 || !tbs.peek(tags.explicit(3))) return [];
  const list = need(tbs.inside(tags.explicit(3))?.inside(tags.sequence), 'extensions');
  const extensions = new Map<string, GoExtension>();
  while (!list.empty) {
    const extension = readGoExtension(need(list.inside(tags.sequence), 'extension'));
    if (extensions.has(extension.oid))
      throw new Refusing(`x509: certificate contains duplicate extension with OID "${extension.oid}"`);
    extensions.set(extension.oid, extension);
  }
  return [...extensions.values()];
}
