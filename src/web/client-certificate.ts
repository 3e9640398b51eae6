import type { TLSSocket } from 'node:tls';
import type { TlsConfig } from '../web-config/web-config.js';
import type { Certificate, Decode } from '../x509/certificate.js';

/** The information of a handshake about the client. */
export type ClientSocket = Pick<TLSSocket, 'authorized' | 'authorizationError' | 'getPeerX509Certificate'>;

/** Returns why a client may not connect, for the log; undefined: it may. The rules are those of Go's crypto/tls and of the toolkit. */
export function clientRefusal(
  socket: ClientSocket,
  { clientAuth, allowedSans }: Pick<TlsConfig, 'clientAuth' | 'allowedSans'>,
  decode: Decode,
): string | undefined {
  if (!clientAuth.requested) return undefined;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return clientAuth.required ? 'no client certificate' : undefined;
  if (clientAuth.verified && !socket.authorized) return `client certificate: ${String(socket.authorizationError)}`;
  if (allowedSans === undefined) return undefined;
  const decoded = decode(certificate.raw);
  if (!decoded.ok) return `client certificate: ${decoded.reason}`;
  const names = namesOf(decoded.certificate);
  return allowedSans.some((allowed) => names.includes(allowed))
    ? undefined
    : 'client certificate without an allowed SAN';
}

/** The DNS names, e-mail addresses, IPs and URIs. They are compared exactly. */
function namesOf({ dnsNames, ipAddresses, otherNames }: Certificate): readonly string[] {
  const others = otherNames.filter(({ type }) => type === 'email' || type === 'uri');
  return [...dnsNames, ...ipAddresses, ...others.map(({ value }) => value)];
}
