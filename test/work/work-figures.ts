import type { Counted } from './counted-exporter.js';

/** One figure of the work, with its limit. */
export interface WorkFigure {
  readonly what: string;
  readonly count: (counted: Counted) => number;
  /** For ten scrapes of a hundred endpoints that stay as they are, which is 1,000 probes. */
  readonly limit: number;
  /** It is at least this at the first scrape, which has all the work to do: 1 if left out. So each figure counts something. */
  readonly atFirst?: number;
  /** What a growth costs, or why the limit is what it is. */
  readonly why: string;
}

/** The number of calls of a function of Node or of ours, as `Work` names it. */
function calls(...places: readonly string[]): WorkFigure['count'] {
  return ({ calls: all }) => places.reduce((sum, place) => sum + (all[place] ?? 0), 0);
}

function resources(type: string): WorkFigure['count'] {
  return ({ resources: all }) => all[type] ?? 0;
}

function active(type: string): WorkFigure['count'] {
  return ({ active: all }) => all.filter((each) => each === type).length;
}

function ownCalls({ calls: all }: Counted): number {
  return Object.entries(all).reduce((sum, [place, count]) => sum + (place.startsWith('build/src/') ? count : 0), 0);
}

function requests(saw: Counted['saw']): number {
  return Object.values(saw.requests).reduce((sum, count) => sum + count, 0);
}

/** These never differ from one run to the next. */
export const exactFigures: readonly WorkFigure[] = [
  {
    what: 'TLS handshakes',
    count: ({ saw }) => saw.handshakes + saw.handshakeErrors,
    limit: 2000,
    atFirst: 200,
    why: 'one without SNI and one for the loopback certificate; names are remembered',
  },
  { what: 'TCP connections', count: ({ saw }) => saw.connections, limit: 2000, why: 'HTTP asks on the first of them' },
  {
    what: 'HTTP requests',
    count: ({ saw }) => requests(saw),
    limit: 1000,
    why: '/livez?verbose, and /version once a process',
  },
  {
    what: 'TLS contexts made',
    count: calls('node:internal/tls/secure-context configSecureContext'),
    limit: 0,
    atFirst: 1,
    why: 'a new one for each handshake doubles its cost',
  },
  {
    what: 'certificates decoded',
    count: calls('build/src/x509/decode.js decodeCertificate'),
    limit: 0,
    atFirst: 201,
    why: 'they stay the same',
  },
  {
    what: 'chains judged',
    count: calls('build/src/x509/go-verdicts.js judge'),
    limit: 0,
    atFirst: 100,
    why: 'neither chain nor CA nor the side of a date on which it is changes',
  },
  { what: 'timers left', count: active('Timeout'), limit: 0, atFirst: 0, why: 'nothing happens between scrapes' },
  { what: 'sockets left', count: active('TCPSocketWrap'), limit: 1, why: 'the connection of the one who scrapes' },
];

/** These depend a little on how the network cuts what arrives, and on the Node: the limit is for the one that does most. */
export const roughFigures: readonly WorkFigure[] = [
  { what: 'promises', count: resources('PROMISE'), limit: 177_600, why: '0.2 µs each, and garbage' },
  { what: 'timers set', count: resources('Timeout'), limit: 8400, why: 'each deadline is one' },
  {
    what: 'ticks',
    count: resources('TickObject'),
    limit: 13_300,
    why: 'streams defer much of what they do',
  },
  {
    what: 'sockets made',
    count: calls('node:net Socket'),
    limit: 2000,
    why: 'TLS reads from a handle of TCP',
  },
  { what: 'streams made', count: calls('node:internal/streams/duplex Duplex'), limit: 2020, why: 'each has 1.5 kB' },
  { what: 'listeners added', count: calls('node:events _addListener'), limit: 41_000, why: 'a closure each' },
  {
    what: 'hashes made',
    count: calls('node:internal/crypto/hash Hash'),
    limit: 5000,
    why: '3 µs each; on Node 20 one more for each handshake, by which it knows a chain again',
  },
  { what: 'turns given up', count: calls('build/src/net/own-turn.js ownTurn'), limit: 2200, why: 'a promise each' },
  { what: 'calls of our functions', count: ownCalls, limit: 1_470_000, why: 'nothing is worked out twice' },
  {
    what: 'bytes allocated',
    count: ({ allocated }) => allocated,
    limit: 340_000_000,
    why: 'garbage has to be collected, and counting makes a third of it',
  },
  {
    what: 'bytes of text',
    count: ({ textBytes }) => textBytes,
    limit: 459_000,
    why: 'of one scrape, in which a busy machine does not know the skew of clocks',
  },
];

/**
 * How many connections the servers may have found cut off. Where the machine is so busy that a server does not answer a close for half a second,
 * the exporter goes. On a quiet one it is none, and with real servers as well (test/integration).
 */
export const mostCutOff = 200;

/** By how many bytes the heap may grow in ten scrapes: what compiled code and counters need, and less than 2 kB a probe. */
export const mostHeld = 2_000_000;
