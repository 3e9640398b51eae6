import { identifyServer } from '../net/server-identity.js';
import type { Certificate, Decode } from '../x509/certificate.js';
import { type ClusterAccess, verifiedName } from './cluster-access.js';

/** The name under which a server was verified, or why it was not. */
export type Identity =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly kind: 'wrong_name' | 'untrusted'; readonly message: string };

/** Judges the leaf of a chain that has been verified. As in kubectl, the name is tls-server-name or the server's host, with Go's rules. */
export function verifyLeaf(
  leaf: Uint8Array,
  access: Pick<ClusterAccess, 'server' | 'serverName' | 'ca'>,
  decode: Decode,
): Identity {
  const decoded = decode(leaf);
  if (!decoded.ok) return { ok: false, kind: 'untrusted', message: 'its certificate cannot be decoded' };
  const expected = verifiedName(access).text;
  const name = identifyServer(decoded.certificate, [expected], access.ca === undefined ? 'public roots' : 'cluster CA');
  if (name !== undefined) return { ok: true, name };
  return {
    ok: false,
    kind: 'wrong_name',
    message: `its certificate is ${validFor(decoded.certificate)}, not ${expected}`,
  };
}

function validFor({ dnsNames, ipAddresses }: Certificate): string {
  const names = [...dnsNames, ...ipAddresses];
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return names.length === 0 ? 'valid for no name' : `valid for ${names.slice(0, 10).join(', ')}${more}`;
}
