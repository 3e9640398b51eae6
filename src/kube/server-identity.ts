import type { Certificate } from '../x509/certificate.js';
import { covers } from '../x509/covers.js';
import type { Decode } from '../x509/decoded.js';
import { type ClusterAccess, verifiedName } from './cluster-access.js';

/** By which name a server was verified, or why it was not. */
export type Identity =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly kind: 'wrong_name' | 'untrusted'; readonly message: string };

/** A name by which every pod knows its API server. No public authority may issue it, and only the API server has it from the cluster's. */
const clusterName = 'kubernetes.default.svc';

/**
 * Judges a leaf whose chain has been verified: by tls-server-name or the server's host, with Go's rules, as kubectl does. Where that name
 * is not covered, `kubernetes.default.svc` serves if the cluster's own CA vouches for it: an API server whose certificate forgot the name
 * that clients use is just what this program must be able to report on. It is as safe as `tls-server-name: kubernetes.default.svc`.
 */
export function identifyServer(
  leaf: Uint8Array,
  access: Pick<ClusterAccess, 'server' | 'serverName' | 'ca'>,
  decode: Decode,
): Identity {
  const decoded = decode(leaf);
  if (!decoded.ok) return { ok: false, kind: 'untrusted', message: 'its certificate cannot be decoded' };
  const expected = verifiedName(access).text;
  const name = [expected, ...(access.ca === undefined ? [] : [clusterName])].find((one) =>
    covers(decoded.certificate, one),
  );
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
