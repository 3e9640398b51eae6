import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { systemClock } from '../../src/net/clock.js';
import { httpConnection, readBytes } from '../../src/net/http-connection.js';
import { answeringSocket } from './answering-socket.js';
import { getWithNode } from './node-http-client.js';

/** What a client made of an answer. `waits`: it is not whole, and nothing is wrong so far. */
export type Outcome = 'failed' | 'waits' | Answered;

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly date: string | undefined;
  readonly staysOpen: boolean;
}

export interface Arrival {
  readonly pieces: readonly Buffer[];
  /** Whether the server ends the connection after them. */
  readonly isEnded: boolean;
}

/** So many turns of the loop, after everything has arrived, are enough for a client to see what it has. */
const turns = 8;

async function outcomeOf(arrival: Arrival, get: (socket: Duplex) => Promise<Outcome>): Promise<Outcome> {
  const socket = answeringSocket(arrival.pieces, arrival.isEnded);
  socket.on('error', () => undefined);
  const waits = (async () => {
    for (let turn = 0; turn < turns; turn += 1) await setImmediate();
    return 'waits' as const;
  })();
  const outcome = await Promise.race([get(socket), waits]);
  socket.destroy();
  return outcome;
}

export function withOurs(arrival: Arrival): Promise<Outcome> {
  return outcomeOf(arrival, async (socket) => {
    const connection = httpConnection(socket, { host: 'a:1', headers: {}, clock: systemClock, deadline: Infinity });
    const answer = await connection.get('/', readBytes(1_000_000));
    if (!answer.ok || answer.body === undefined) return 'failed';
    const { status, body, dated } = answer;
    const next = await Promise.race([connection.get('/', readBytes(10)), Promise.resolve(undefined)]);
    return { status, body: body.toString('latin1'), date: dated?.date, staysOpen: next === undefined };
  });
}

export function withNode(arrival: Arrival): Promise<Outcome> {
  return outcomeOf(arrival, async (socket) => {
    const { status, body, date, staysOpen } = await getWithNode(socket);
    return status === undefined || body === undefined ? 'failed' : { status, body, date, staysOpen };
  });
}
