import type { KeyObject, X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { parseAuthorities, parseCertificate, parseKey, type ReadPart, readPart, type TlsFault } from './pem-part.js';
import type { ReadFileNow } from './read-file-now.js';
import { clientAuthTypes } from './tls-names.js';
import { tlsOptions, versionFault } from './tls-options.js';
import type { TlsConfig } from './web-config.js';
import type { TlsSettings } from './web-config-schema.js';

export type TlsMaterial =
  /** undefined: no TLS. */
  | { readonly ok: true; readonly tls: TlsConfig | undefined }
  | { readonly ok: false; readonly faults: readonly TlsFault[] };

/**
 * Reads the files of the TLS section, and checks whether OpenSSL accepts them. If there is no certificate, key, client CA or type of client
 * authentication, there is no TLS, as in the toolkit; other settings do not matter. Relative paths start at `folder`.
 */
export function readTlsMaterial(settings: TlsSettings, folder: string, read: ReadFileNow): TlsMaterial {
  if (!isEnabled(settings)) return { ok: true, tls: undefined };
  const where = { folder, read };
  const cert = readPart(settings, 'cert', where, parseCertificate) ?? missing('cert');
  const key = readPart(settings, 'key', where, parseKey) ?? missing('key');
  const ca = readPart(settings, 'client_ca', where, parseAuthorities);

  const faults = [...[cert, key, ca].flatMap(partFaults), ...pairFaults(cert, key), ...policyFaults(settings, ca)];
  if (faults.length > 0 || !cert.ok || !key.ok) return { ok: false, faults };

  const context = { ...tlsOptions(settings), cert: cert.pem, key: key.pem, ...(ca?.ok && { ca: ca.pem }) };
  const caFile = settings.client_ca_file;
  const clientCaFile = caFile === undefined ? undefined : resolve(folder, caFile);
  const refusal = refusalOf(context);
  return refusal === undefined
    ? { ok: true, tls: { context, clientCaFile, ...policyOf(settings) } }
    : { ok: false, faults: [{ key: undefined, message: refusal }] };
}

function isEnabled(settings: TlsSettings): boolean {
  const { cert, key, client_ca, cert_file, key_file, client_ca_file, client_auth_type } = settings;
  return [cert, key, client_ca, cert_file, key_file, client_ca_file, client_auth_type].some(
    (each) => each !== undefined,
  );
}

function partFaults(part: ReadPart<unknown> | undefined): readonly TlsFault[] {
  return part === undefined || part.ok ? [] : [part.fault];
}

function pairFaults(cert: ReadPart<X509Certificate>, key: ReadPart<KeyObject>): readonly TlsFault[] {
  if (!cert.ok || !key.ok || cert.value.checkPrivateKey(key.value)) return [];
  return [{ key: key.key, message: 'this key does not belong to the certificate' }];
}

function missing(name: 'cert' | 'key'): { readonly ok: false; readonly fault: TlsFault } {
  return { ok: false, fault: { key: undefined, message: `${name}_file is missing` } };
}

function policyOf(settings: TlsSettings): Pick<TlsConfig, 'clientAuth' | 'allowedSans'> {
  return {
    clientAuth: settings.client_auth_type ?? clientAuthTypes.NoClientCert,
    allowedSans: settings.client_allowed_sans ?? undefined,
  };
}

function policyFaults(settings: TlsSettings, ca: unknown): readonly TlsFault[] {
  const { clientAuth, allowedSans } = policyOf(settings);
  const versions = versionFault(settings);
  return [
    ...(versions === undefined ? [] : [{ key: 'max_version', message: `expected ${versions}` } as const]),
    ...(ca !== undefined && !clientAuth.requested
      ? [{ key: 'client_auth_type', message: 'the client CA needs a client_auth_type that uses it' } as const]
      : []),
    ...(allowedSans && !clientAuth.required
      ? [{ key: 'client_allowed_sans', message: 'needs a client_auth_type that requires a certificate' } as const]
      : []),
  ];
}

/** Why OpenSSL does not accept the files, such as a key that is too short. Returns OpenSSL's code, because its text is not for people. */
function refusalOf(context: SecureContextOptions): string | undefined {
  try {
    createSecureContext(context);
    return undefined;
  } catch (error) {
    return `OpenSSL refuses it: ${String((error as NodeJS.ErrnoException).code)}`;
  }
}
