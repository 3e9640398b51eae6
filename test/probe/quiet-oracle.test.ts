import fc from 'fast-check';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import t from 'tap';
import { dialTls } from '../../src/net/dial-tls.js';
import { quietHandshakes } from '../../src/net/quiet-handshakes.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { identityWith, versions } from '../net/served-flight.js';
import { shakePort } from './shake-port.js';

type Answer = (socket: Socket) => void;

function tls(options: TlsOptions): Answer {
  const server = createServer(options, (socket) => socket.on('error', () => undefined).resume());
  server.on('tlsClientError', () => undefined);
  return (socket) => server.emit('connection', socket);
}

const small = identityWith({});
const refusing = { requestCert: true, rejectUnauthorized: true, ca: small.cert };
const kinds = {
  small,
  'many names': identityWith({ names: 150 }),
  'twenty CAs': identityWith({ cas: 20 }),
  'too costly': identityWith({ cas: 300 }),
  'refuses us': { ...small, ...refusing },
  'long, and refuses us': { ...identityWith({ cas: 20 }), ...refusing },
} as const;

/** What may answer at one address, one after another. */
const answers: Readonly<Record<string, Answer>> = {
  ...Object.fromEntries(
    versions.flatMap((version) =>
      Object.entries(kinds).map(([kind, options]) => [
        `${kind}, ${version}`,
        tls({ ...options, minVersion: version, maxVersion: version }),
      ]),
    ),
  ),
  closes: (socket) => socket.once('data', () => socket.end()),
  resets: (socket) => socket.once('data', () => socket.resetAndDestroy()),
  'no TLS': (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  'more than a small flight, and no TLS': (socket) => socket.end(Buffer.alloc(9000, 'x')),
};

/** Starts a server at a new address, which answers as it is set to. */
async function startChanging() {
  const changing: { port: number; answer: Answer } = { port: 0, answer: () => undefined };
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    changing.answer(socket);
  });
  changing.port = await listenOnLoopback(t, server);
  return changing;
}

/** All begin as servers do that get quiet handshakes. */
const usual = fc.constantFrom('small, TLSv1.2', 'small, TLSv1.3');
const sequences = fc
  .tuple(usual, fc.array(fc.oneof(usual, fc.constantFrom(...Object.keys(answers))), { minLength: 6, maxLength: 6 }))
  .map(([first, others]) => [first, ...others]);

void t.test('a server that changes is seen as it is, whether a handshake was quiet or not', async (t) => {
  let quiet = 0;
  const see = async (port: number, mayBeQuiet: boolean) => {
    const shaken = await shakePort(port, {}, 10, (options) => {
      const socket = dialTls({ ...options, ...(!mayBeQuiet && { mayBeQuiet }) });
      if (quietHandshakes.includes(socket)) quiet += 1;
      return socket;
    });
    const reason = shaken.ok ? await shaken.close() : shaken.reason;
    // The end of a certificate is its signature.
    const served = shaken.certificates.map((der) => Buffer.from(der.slice(-24)).toString('base64'));
    return { ok: shaken.ok, reason, served };
  };
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const changing = await startChanging();
    for (const [at, name] of sequence.entries()) {
      changing.answer = answers[name] ?? changing.answer;
      const seen = await see(changing.port, true);
      t.same(seen, await see(changing.port, false), sequence.slice(0, at + 1).join(' | '));
    }
  });
  await fc.assert(property, { numRuns: 30 });
  t.ok(quiet > 0, `${quiet} were quiet`);
});
