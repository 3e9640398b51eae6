import { Agent, request } from 'node:http';
import type { Duplex } from 'node:stream';

/** What Node's own client makes of an answer to a GET on this connection. */
export interface NodeAnswer {
  /** Undefined: there is none. */
  readonly status: number | undefined;
  /** Undefined: it is not whole. */
  readonly body: string | undefined;
  readonly date: string | undefined;
  /** Whether the connection stays open for another request. */
  readonly staysOpen: boolean;
}

/** GETs `/` with Node's own client. Node is the oracle for our reader of answers. */
export async function getWithNode(socket: Duplex): Promise<NodeAnswer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = () => socket;
  // The socket has no kernel below it that could keep it alive.
  Object.assign(agent, { keepSocketAlive: () => true });
  return await new Promise((resolve) => {
    const seen: { status?: number; date?: string | undefined; body: Buffer[] } = { body: [] };
    const settle = (isWhole: boolean): void => {
      // Node frees a socket, or ends it, after the answer's end.
      setImmediate(() =>
        resolve({
          status: seen.status,
          date: seen.date,
          body: isWhole ? Buffer.concat(seen.body).toString('latin1') : undefined,
          staysOpen: isWhole && socket.writable,
        }),
      );
    };
    const sent = request({ agent, path: '/', headers: { Host: 'a:1' }, setHost: false });
    sent.on('error', () => settle(false));
    sent.on('upgrade', () => settle(false));
    sent.once('response', (response) => {
      seen.status = response.statusCode ?? 0;
      seen.date = response.headers.age === undefined ? response.headers.date : undefined;
      response.on('data', (piece: Buffer) => seen.body.push(piece));
      response.on('error', () => settle(false));
      response.once('end', () => settle(response.complete));
    });
    sent.once('close', () => settle(false));
    sent.end();
  });
}
