import type { ReadFile } from '../document/read-file.js';
import { tlsContext } from '../net/tls-context.js';
import { type ClusterAccess, hasUsableLogin, type Source } from './cluster-access.js';
import type { CredentialsResult } from './credentials.js';
import type { ExecLogin, GetExecLogin } from './exec-login.js';

/** The size that readCredentials allows for a CA. */
const maxBytes = 1024 * 1024;

/**
 * Adds the login of the access' exec plugin, if it has one, to the credentials that its files gave. The plugin is not run for a server that
 * is not verified, nor if a file cannot be read. Never rejects; problems show no secret.
 */
export async function addExecLogin(
  credentials: CredentialsResult,
  access: ClusterAccess,
  read: ReadFile,
  getLogin: GetExecLogin,
): Promise<CredentialsResult> {
  const { exec } = access;
  if (!credentials.ok || exec === undefined || !hasUsableLogin(access)) return credentials;
  const login = await getLogin(exec, exec.cluster === undefined ? undefined : await contentOf(access.ca, read));
  const { ca } = credentials.credentials;
  if (!login.ok) return { ok: false, ca, problems: [login.problem] };
  if (!isUsable(login)) {
    const message =
      'the exec plugin gave a client certificate and a key that cannot be used, or do not belong together';
    return { ok: false, ca, problems: [{ ...exec.origin, message }] };
  }
  const { token, clientCertificate } = login;
  return { ok: true, credentials: { ca, token, clientCertificate } };
}

async function contentOf(source: Source | undefined, read: ReadFile): Promise<Uint8Array | undefined> {
  if (source === undefined) return undefined;
  if (source.kind === 'inline') return Buffer.from(source.text.reveal(), 'latin1');
  const content = await read(source.path, maxBytes);
  return content.ok ? content.bytes : undefined;
}

function isUsable({ clientCertificate }: Extract<ExecLogin, { ok: true }>): boolean {
  try {
    if (clientCertificate !== undefined) tlsContext(clientCertificate);
    return true;
  } catch {
    return false;
  }
}
