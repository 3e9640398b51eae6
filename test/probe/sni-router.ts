import { connect, createServer, type Socket } from 'node:net';
import type { Test } from 'tap';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';

/** What a router does with an SNI: lets it through, sends it to another server, or refuses it. */
export const routes = ['pass', 'other', 'closed', 'reset', 'tls_alert'] as const;

export type Route = (typeof routes)[number];

export interface Router {
  /** By SNI. Every other SNI, and none, passes. No name may be a part of another. */
  readonly byName: Readonly<Record<string, Route | 'silent'>>;
  /** The ports of the API server and of the other server. */
  readonly apiserver: number;
  readonly other: number;
}

/** A fatal alert unrecognized_name (RFC 6066 3). */
const alert = Buffer.from([0x15, 3, 3, 0, 2, 2, 112]);

/** A front that routes by SNI without ending TLS. Returns its port on 127.0.0.1. */
export function startSniRouter(t: Pick<Test, 'teardown'>, { byName, apiserver, other }: Router): Promise<number> {
  const forward = (client: Socket, port: number, hello: Buffer): void => {
    const server = connect(port, '127.0.0.1');
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
    server.write(hello);
    client.pipe(server).pipe(client);
  };
  const route = (client: Socket, hello: Buffer): void => {
    const [, way = 'pass'] = Object.entries(byName).find(([name]) => hello.includes(name)) ?? [];
    switch (way) {
      case 'pass': {
        forward(client, apiserver, hello);
        return;
      }
      case 'other': {
        forward(client, other, hello);
        return;
      }
      case 'closed':
        return void client.end();
      case 'reset':
        return void client.resetAndDestroy();
      case 'tls_alert':
        return void client.end(alert);
      case 'silent':
        return;
    }
  };
  return listenOnLoopback(
    t,
    createServer((client) => void client.once('data', (hello: Buffer) => route(client, hello))),
  );
}
