import type { ServerOpts, Socket } from 'node:net';
import { startTcpServer } from '../fixtures/tcp-server.js';
import type { Fault } from './fault.js';
import { flood } from './flood.js';
import { contentTypes, handshakeMessage, record } from './tls-records.js';

type Serve = (socket: Socket) => unknown;

/** A fault of a server that does no TLS itself. */
function plain(name: string, serve: Serve, fails: Fault['fails'], options: ServerOpts = {}): Fault {
  return { name, serve: (t) => startTcpServer(t, (socket) => void serve(socket), options), fails };
}

/** Calls this once the ClientHello has come. */
const answering =
  (answer: Serve): Serve =>
  (socket) =>
    socket.once('data', () => answer(socket));

const saying = (bytes: Uint8Array | string): Serve => answering((socket) => socket.write(bytes));

/** Random bytes that are the same at each run (Park and Miller's generator). */
function randomBytes(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 255));
}

const { handshake, alert, changeCipherSpec, applicationData } = contentTypes;
const serverHello = 2;
const helloRequest = handshakeMessage(0, Buffer.alloc(0));

/** Servers that do not speak TLS, or never finish the handshake. */
export const tcpFaults: readonly Fault[] = [
  plain('says nothing', () => undefined, 'serving=tls_timeout'),
  plain('says nothing, and closes its side', (socket) => socket.end(), 'serving=closed', { allowHalfOpen: true }),
  plain(
    'speaks HTTP',
    answering((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    'serving=not_tls',
  ),
  plain('speaks SSH at once', (socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'), 'serving=not_tls'),
  plain('speaks SMTP at once', (socket) => socket.write('220 mail.example.com ESMTP\r\n'), 'serving=not_tls'),
  plain('echoes what it receives', (socket) => socket.pipe(socket), 'serving=handshake'),
  ...[1, 2, 3, 4, 5].map((seed) =>
    plain(`says random bytes (${seed})`, saying(randomBytes(1000, seed)), 'serving=not_tls'),
  ),
  plain('says random bytes without end', (socket) => flood(socket, randomBytes(65_536, 6)), 'serving=not_tls'),
  plain('says random bytes in a record', saying(record(handshake, randomBytes(1000, 7))), 'serving=handshake'),
  plain('random ServerHello', saying(record(handshake, handshakeMessage(serverHello, randomBytes(100, 8)))), [
    'serving=handshake',
    'serving=protocol_version',
  ]),
  plain('a record of 65,535 bytes', saying(record(handshake, Buffer.alloc(65_535))), 'serving=not_tls'),
  plain(
    'giant records without end',
    (socket) => flood(socket, record(handshake, Buffer.alloc(65_535))),
    'serving=not_tls',
  ),
  plain(
    'a message that claims 16 MiB',
    saying(record(handshake, handshakeMessage(serverHello, Buffer.alloc(90), 0xff_ffff))),
    'serving=certificate_too_large',
  ),
  plain('an empty record, then nothing', saying(record(handshake, Buffer.alloc(0))), 'serving=tls_timeout'),
  plain('empty records without end', (socket) => flood(socket, record(handshake, Buffer.alloc(0))), 'serving=not_tls'),
  plain('empty alerts without end', (socket) => flood(socket, record(alert, Buffer.alloc(0))), 'serving=handshake'),
  plain('half an alert', saying(record(alert, Buffer.from([2]))), 'serving=handshake'),
  // A HelloRequest is four zeros, and to be ignored during a handshake (RFC 5246 7.4.1.1).
  plain(
    'zeros in records of one byte',
    (socket) => flood(socket, record(handshake, Buffer.alloc(1))),
    'serving=tls_timeout',
  ),
  plain('HelloRequests without end', (socket) => flood(socket, record(handshake, helloRequest)), 'serving=tls_timeout'),
  plain(
    'ChangeCipherSpec without end',
    (socket) => flood(socket, record(changeCipherSpec, Buffer.from([1]))),
    'serving=handshake',
  ),
  plain(
    'application data instead of a handshake',
    saying(record(applicationData, randomBytes(100, 10))),
    'serving=handshake',
  ),
];
