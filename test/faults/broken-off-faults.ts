import type { Socket } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { startTcpServer } from '../fixtures/tcp-server.js';
import type { Fault, Scope } from './fault.js';
import { type Extent, startDrip, startRelay } from './relay.js';
import { startTlsServer } from './tls-server.js';

interface End {
  readonly name: string;
  readonly end: (client: Socket) => void;
  readonly fails: readonly string[];
}

const fin: End = { name: 'FIN', end: (client) => client.end(), fails: ['serving=closed'] };
const rst: End = { name: 'RST', end: (client) => client.resetAndDestroy(), fails: ['serving=reset'] };
// Once it has read a part of a message, Node reports a reset as an end.
const lateRst: End = { ...rst, fails: ['serving=closed', 'serving=reset'] };
const silence: End = { name: 'silence', end: () => undefined, fails: ['serving=tls_timeout'] };

/**
 * How far the server's side of the handshake comes. Under TLS 1.2 each message is a record: ServerHello, Certificate, ServerKeyExchange,
 * ServerHelloDone. Under TLS 1.3 everything after ServerHello and ChangeCipherSpec is encrypted: EncryptedExtensions, Certificate,
 * CertificateVerify, Finished.
 */
const stages: readonly { readonly name: string; readonly version: SecureVersion; readonly extent: Extent }[] = [
  ...(['TLSv1.2', 'TLSv1.3'] as const).flatMap((version) => [
    { name: 'in the middle of the ServerHello', version, extent: { records: 0, bytes: 30 } },
    { name: 'after the ServerHello', version, extent: { records: 1 } },
  ]),
  { name: 'in the middle of the Certificate', version: 'TLSv1.2', extent: { records: 1, bytes: 200 } },
  { name: 'after the Certificate', version: 'TLSv1.2', extent: { records: 2 } },
  { name: 'in the middle of the Certificate', version: 'TLSv1.3', extent: { records: 3, bytes: 200 } },
  { name: 'after the Certificate', version: 'TLSv1.3', extent: { records: 4 } },
  { name: 'after the CertificateVerify', version: 'TLSv1.3', extent: { records: 5 } },
];

/** A connection that breaks off, or stops, at each stage of the handshake. */
export const brokenOffFaults: readonly Fault[] = [
  ...[fin, rst].flatMap(({ name, end, fails }): readonly Fault[] => [
    { name: `${name} at once`, serve: (t) => startTcpServer(t, end), fails },
    {
      name: `${name} after the ClientHello`,
      serve: (t) => startTcpServer(t, (socket) => socket.once('data', () => end(socket))),
      fails,
    },
  ]),
  ...stages.flatMap((stage) => [fin, lateRst, silence].map((end) => brokenOff(stage, end))),
  // The client has all of the server's flight, so its certificate has been seen, and the loopback certificate is asked for.
  ...[fin, lateRst, { ...silence, fails: ['serving=tls_timeout loopback=connect_timeout'] }].map((end) => ({
    ...brokenOff({ name: 'after the ServerHelloDone', version: 'TLSv1.2', extent: { records: 4 } }, end),
    shows: { serving: [{ subjectCommonName: 'kube-apiserver' }], trust: { state: 'trusted' } },
    target: { names: [] },
  })),
  // ServerHello, ChangeCipherSpec, EncryptedExtensions, Certificate, CertificateVerify, Finished, and, once the client is done, a ticket.
  ...[fin, rst].map((end) => ({
    ...brokenOff({ name: 'after the handshake', version: 'TLSv1.3', extent: { records: 7 } }, end),
    fails: ['http=reset', 'http=closed'],
    shows: { serving: [{ subjectCommonName: 'kube-apiserver' }], loopback: { state: 'not_served' } },
  })),
  // Without HTTP nobody uses the connection any more: both certificates have been seen.
  ...[fin, rst].map((end) => ({
    ...brokenOff({ name: 'after the handshake, without HTTP', version: 'TLSv1.3', extent: { records: 7 } }, end),
    fails: '',
    shows: { serving: [{ subjectCommonName: 'kube-apiserver' }], loopback: { state: 'not_served' } },
    target: { http: false },
  })),
  {
    name: 'a byte every 20 ms',
    serve: async (t) => startDrip(t, await tlsServer(t, 'TLSv1.3'), 20),
    fails: 'serving=tls_timeout',
  },
];

function brokenOff({ name, version, extent }: (typeof stages)[number], { name: what, end, fails }: End): Fault {
  return {
    name: `${what}: ${version}, ${name}`,
    serve: async (t) => startRelay(t, await tlsServer(t, version), extent, end),
    fails,
  };
}

function tlsServer(t: Scope, version: SecureVersion): Promise<number> {
  return startTlsServer(t, () => undefined, { minVersion: version, maxVersion: version });
}
