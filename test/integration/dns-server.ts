import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Test } from 'tap';

/** The records of type A of each name, which end with the test. Every other question has no answer. */
export type Zone = Readonly<Record<string, readonly string[]>>;

/** After how many milliseconds a name is answered. */
export type DelayOf = (name: string) => number;

/** Runs a DNS server (RFC 1035) on port 53 of 127.0.0.1, which needs a network namespace, until the test ends. */
export async function startDnsServer(t: Pick<Test, 'teardown'>, zone: Zone, delayOf: DelayOf = () => 0): Promise<void> {
  const socket = createSocket('udp4');
  const timers = new Set<NodeJS.Timeout>();
  socket.on('message', (query, { port, address }) => {
    const answer = (): void => socket.send(answerTo(query, zone), port, address);
    timers.add(setTimeout(answer, delayOf(nameAsked(query))));
  });
  socket.bind(53, '127.0.0.1');
  await once(socket, 'listening');
  t.teardown(() => {
    for (const timer of timers) clearTimeout(timer);
    socket.close();
  });
}

const headerBytes = 12;
const typeA = 1;

function nameAsked(query: Buffer): string {
  return nameIn(query.subarray(headerBytes, query.indexOf(0, headerBytes)));
}

function answerTo(query: Buffer, zone: Zone): Buffer {
  const end = query.indexOf(0, headerBytes);
  const question = query.subarray(headerBytes, end + 5);
  const isA = query.readUInt16BE(end + 1) === typeA;
  const ips = (isA ? zone[nameAsked(query)] : undefined) ?? [];
  const header = Buffer.alloc(headerBytes);
  query.copy(header, 0, 0, 2);
  // A response, recursion desired and available, no error.
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(ips.length, 6);
  return Buffer.concat([header, question, ...ips.map(record)]);
}

function nameIn(labels: Buffer): string {
  const parts: string[] = [];
  for (let at = 0; at < labels.length; at += 1 + (labels[at] ?? 0))
    parts.push(labels.toString('latin1', at + 1, at + 1 + (labels[at] ?? 0)));
  return parts.join('.').toLowerCase();
}

/** A pointer to the question's name, class IN, a lifetime of zero seconds. */
function record(ip: string): Buffer {
  const fixed = Buffer.from('c00c00010001000000000004', 'hex');
  return Buffer.concat([fixed, Buffer.from(ip.split('.').map(Number))]);
}
