import { createServer, type TlsOptions, type TLSSocket } from 'node:tls';
import type { Test } from 'tap';
import type { Identity } from '../../demo/pki.js';
import { toPem } from '../fixtures/to-pem.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { dns, subjectAltName } from '../x509/der-builder.js';
import { createParty, issue, issueCa, type Party } from '../x509/go-fixture.js';

export const versions = ['TLSv1.2', 'TLSv1.3'] as const;

/** Starts a TLS server that shows this chain and ends each connection with its client. */
export async function startShowing(
  t: Pick<Test, 'teardown'>,
  identity: Identity,
  options: TlsOptions = {},
  serve: (socket: TLSSocket) => void = (socket) => socket.resume(),
) {
  const server = createServer({ ...identity, ...options }, (socket) => {
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.on('tlsClientError', () => undefined);
  return await listenOnLoopback(t, server);
}

const party = createParty('leaf');
const key = party.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A leaf with so many names below one CA, and that CA so many times. */
export function identityWith({ names = 1, cas = 1 }: { readonly names?: number; readonly cas?: number }): Identity {
  const ca = createParty('ca');
  const list = Array.from({ length: names }, (_, at) => dns(`name-${at}.example.com`));
  const leaf = issue(party, ca, { extensions: [subjectAltName(...list)] });
  return { key, cert: toPem(leaf) + repeated(ca, cas) };
}

function repeated(ca: Party, count: number): string {
  return Array.from({ length: count }, (_, at) => toPem(issueCa(ca, { serialNumber: [1, at] }))).join('');
}
