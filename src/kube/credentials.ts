import { type Problem, quote } from '../document/problem.js';
import { readFailureMessage, type ReadFile } from '../document/read-file.js';
import { createSecret, type Secret } from '../net/secret.js';
import { readCaCertificates } from '../x509/ca-certificates.js';
import { type ClusterAccess, hasUsableLogin, type Source } from './cluster-access.js';

/** The credentials of a user and the CA that the user trusts, as the files had them a moment ago. */
export interface Credentials {
  /** DER certificates. Undefined means the public roots that Node includes. */
  readonly ca: readonly Uint8Array[] | undefined;
  /** PEM, the leaf first. */
  readonly clientCertificate: { readonly certificate: string; readonly key: Secret } | undefined;
  /** Valid in a header: printable ASCII without blanks. */
  readonly token: Secret | undefined;
}

/** `ca`: the CA if it could still be read, so that chains can be judged without logging in. */
export type CredentialsResult =
  | { readonly ok: true; readonly credentials: Credentials }
  | { readonly ok: false; readonly ca: Credentials['ca']; readonly problems: readonly Problem[] };

/** A bundle of all public CAs has a quarter of this size; a token has a hundredth. */
const maxBytes = 1024 * 1024;

/**
 * Reads the files that `access` names, again with each call: the token of a service account is replaced every hour. If nothing is verified
 * (`insecure`), or if the user has a way to log in that we do not support, no credential is read at all. Never rejects; problems show no
 * secret.
 */
export async function readCredentials(access: ClusterAccess, read: ReadFile): Promise<CredentialsResult> {
  const loggedIn = hasUsableLogin(access);
  const [ca, certificate, key, token] = await Promise.all([
    readPart(access.ca, read, parseCa),
    readPart(loggedIn ? access.clientCertificate?.certificate : undefined, read, parsePem('CERTIFICATE')),
    readPart(loggedIn ? access.clientCertificate?.key : undefined, read, parsePem('PRIVATE KEY')),
    readPart(loggedIn ? access.token : undefined, read, parseToken),
  ]);
  const problems = [ca, certificate, key, token].flatMap((part) => part.problems);
  if (problems.length > 0) return { ok: false, ca: ca.value, problems };
  const clientCertificate = pair(certificate.value, key.value);
  return { ok: true, credentials: { ca: ca.value, clientCertificate, token: secret(token.value) } };
}

function pair(certificate: string | undefined, text: string | undefined): Credentials['clientCertificate'] {
  const key = secret(text);
  return certificate === undefined || key === undefined ? undefined : { certificate, key };
}

function secret(text: string | undefined): Secret | undefined {
  return text === undefined ? undefined : createSecret(text);
}

/** `wrong`: what is wrong, in words, without the value itself. */
type Parsed<T> = { readonly value: T } | { readonly wrong: string };

/** A part without a value and without a problem is not configured. */
interface Part<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

async function readPart<T>(
  source: Source | undefined,
  read: ReadFile,
  parse: (bytes: Uint8Array) => Parsed<T>,
): Promise<Part<T>> {
  if (source === undefined) return { value: undefined, problems: [] };
  const content = source.kind === 'file' ? await read(source.path, maxBytes) : inline(source.text);
  const parsed = content.ok ? parse(content.bytes) : { wrong: readFailureMessage(content.failure, maxBytes) };
  if ('value' in parsed) return { value: parsed.value, problems: [] };
  const where = source.kind === 'file' ? `${quote(source.path)}: ` : '';
  return { value: undefined, problems: [{ ...source.origin, message: `${where}${parsed.wrong}` }] };
}

function inline(text: Secret): { readonly ok: true; readonly bytes: Uint8Array } {
  return { ok: true, bytes: Buffer.from(text.reveal(), 'latin1') };
}

function parseCa(bytes: Uint8Array): Parsed<readonly Uint8Array[]> {
  const result = readCaCertificates(bytes);
  if (result.ok) return { value: result.certificates };
  return { wrong: result.message };
}

/**
 * Returns a parser that takes only the blocks of one kind: certificate and key may be in the same file, as in the files of the kubelet.
 * OpenSSL checks whether they belong together when they are used.
 */
function parsePem(label: 'CERTIFICATE' | 'PRIVATE KEY'): (bytes: Uint8Array) => Parsed<string> {
  const block = new RegExp(`-----BEGIN ((?:[A-Z0-9]+ )?${label})-----[^-]*-----END \\1-----`, 'g');
  return (bytes) => {
    const blocks = Buffer.from(bytes).toString('latin1').match(block);
    return blocks === null ? { wrong: `expected PEM of a ${label.toLowerCase()}` } : { value: blocks.join('\n') };
  };
}

/** Parses a token. Blanks around it do not count (k8s.io/client-go/transport, token_source.go). */
function parseToken(bytes: Uint8Array): Parsed<string> {
  const text = Buffer.from(bytes).toString('latin1').trim();
  return /^[\x21-\x7e]+$/.test(text) ? { value: text } : { wrong: 'expected a token: one line of printable ASCII' };
}
