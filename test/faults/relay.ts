import { connect, type Socket } from 'node:net';
import { startTcpServer } from '../fixtures/tcp-server.js';
import type { Scope } from './fault.js';

/** How much of the server's output a relay passes on: whole TLS records, and bytes of the next one. */
export interface Extent {
  readonly records: number;
  readonly bytes?: number;
}

/**
 * Starts a relay in front of the server at `port`. It passes on `extent` of the server's output, then calls `end` with the client's
 * connection.
 */
export function startRelay(t: Scope, port: number, extent: Extent, end: (client: Socket) => void): Promise<number> {
  return relay(t, port, (client) => {
    let seen = Buffer.alloc(0);
    let done = false;
    return (data) => {
      if (done) return;
      const passed = seen.length;
      seen = Buffer.concat([seen, data]);
      const length = extentOf(seen, extent);
      done = length !== undefined;
      client.write(seen.subarray(passed, length), () => done && end(client));
    };
  });
}

/** Starts a relay in front of the server at `port`. It passes on one byte of the server's output every `milliseconds`. */
export function startDrip(t: Scope, port: number, milliseconds: number): Promise<number> {
  return relay(t, port, (client) => {
    let left = Buffer.alloc(0);
    const timer = setInterval(() => {
      client.write(left.subarray(0, 1));
      left = left.subarray(1);
    }, milliseconds);
    client.once('close', () => clearInterval(timer));
    return (data) => {
      left = Buffer.concat([left, data]);
    };
  });
}

function relay(t: Scope, port: number, receive: (client: Socket) => (data: Buffer) => void): Promise<number> {
  return startTcpServer(t, (client) => {
    const server = connect(port, '127.0.0.1');
    server.on('error', () => undefined);
    server.on('data', receive(client));
    client.on('data', (data) => server.write(data));
    client.once('close', () => server.destroy());
  });
}

/** The number of bytes in the extent; undefined: not all of them are there yet. */
function extentOf(seen: Buffer, { records, bytes = 0 }: Extent): number | undefined {
  let at = 0;
  for (let i = 0; i < records; i++) {
    if (at + 5 > seen.length) return undefined;
    at += 5 + seen.readUInt16BE(at + 3);
  }
  return at + bytes <= seen.length ? at + bytes : undefined;
}
