import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Test } from 'tap';
import type { Identity } from '../../demo/pki.js';
import type { ClusterAccess } from '../../src/kube/cluster-access.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';

export interface SimulatedApi {
  readonly port: number;
  /** The requests, in order. */
  readonly seen: readonly SeenRequest[];
}

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly sni: string | undefined;
  /** CN of the client certificate. */
  readonly clientName: string | undefined;
}

/** Starts an HTTPS server on a free port of 127.0.0.1 that requests client certificates, as kube-apiserver does. It stops at teardown. */
export async function startSimulatedApi(t: Test, identity: Identity, answer: RequestListener): Promise<SimulatedApi> {
  const seen: SeenRequest[] = [];
  const server = createServer({ ...identity, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const socket = request.socket as Socket & {
      servername?: string | false;
      getPeerCertificate: () => { subject?: { CN?: string } };
    };
    const clientName = socket.getPeerCertificate().subject?.CN;
    seen.push({ path: request.url ?? '', headers: request.headers, sni: socket.servername || undefined, clientName });
    answer(request, response);
  });
  return { port: await listenOnLoopback(t, server), seen };
}

/** Answers the given paths with JSON, and any other with 404 as kube-apiserver does. */
export function answerJson(answers: Readonly<Record<string, unknown>>): RequestListener {
  return (request, response) => {
    const value = answers[request.url ?? ''];
    response.writeHead(value === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify(value ?? { kind: 'Status', message: 'the server could not find the requested resource' }),
    );
  };
}

/** Access to https://127.0.0.1:PORT by the cluster's CA, without a user. */
export function accessTo(port: number, change: Partial<ClusterAccess> = {}): ClusterAccess {
  return {
    name: 'test',
    server: { host: { kind: 'ip', text: '127.0.0.1' }, port, path: '' },
    serverName: undefined,
    insecure: false,
    proxy: undefined,
    ca: { kind: 'file', path: '/ca.crt', origin: { file: 'test', path: 'ca' } },
    clientCertificate: undefined,
    token: undefined,
    unsupported: [],
    ...change,
  };
}
