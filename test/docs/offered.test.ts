import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import t from 'tap';
import { offered, tlsContext } from '../../src/net/tls-context.js';
import { startTcpServer } from '../fixtures/tcp-server.js';

const page = readFileSync('docs/operation.md', 'utf8');
const section = /## What a handshake offers\n(.*?)\n## /s.exec(page)?.[1] ?? '';

/** The numbers of IANA's registry. */
const suites: Readonly<Record<string, number>> = {
  TLS_AES_128_GCM_SHA256: 0x1301,
  TLS_AES_256_GCM_SHA384: 0x1302,
  TLS_CHACHA20_POLY1305_SHA256: 0x1303,
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: 0xc02f,
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: 0xc02b,
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: 0xc030,
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: 0xc02c,
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: 0xcca8,
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: 0xcca9,
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256: 0xc027,
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: 0xc023,
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA: 0xc014,
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: 0xc00a,
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: 0xc013,
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: 0xc009,
  TLS_RSA_WITH_AES_256_GCM_SHA384: 0x009d,
  TLS_RSA_WITH_AES_128_GCM_SHA256: 0x009c,
  TLS_RSA_WITH_AES_128_CBC_SHA256: 0x003c,
  TLS_RSA_WITH_AES_256_CBC_SHA: 0x0035,
  TLS_RSA_WITH_AES_128_CBC_SHA: 0x002f,
};

/** Reads the cipher suites of a ClientHello in one record (RFC 8446 4.1.2). */
function suitesIn(hello: Buffer): readonly number[] {
  const session = 5 + 4 + 2 + 32;
  const start = session + 1 + hello.readUInt8(session);
  const count = hello.readUInt16BE(start) / 2;
  return Array.from({ length: count }, (_, i) => hello.readUInt16BE(start + 2 + 2 * i));
}

void t.test('docs/operation.md lists the cipher suites of a ClientHello', async (t) => {
  let hello: (data: Buffer) => void = () => undefined;
  const said = new Promise<Buffer>((resolve) => {
    hello = resolve;
  });
  const port = await startTcpServer(t, (socket) => socket.once('data', (data) => hello(data)));
  const socket = connect({ host: '127.0.0.1', port, secureContext: tlsContext(), rejectUnauthorized: false });
  socket.on('error', () => undefined);
  const sent = suitesIn(await said);
  socket.destroy();
  t.same(new Set(section.match(/TLS_\w+/g)), new Set(Object.keys(suites)));
  for (const [name, number] of Object.entries(suites)) t.ok(sent.includes(number), name);
});

void t.test('and the versions and groups', (t) => {
  t.match(section, `| versions | TLS ${offered.versions.join(', ')} |`);
  t.match(section, `| groups | ${offered.groups.join(', ')} |`);
  t.match(section, `| groups, where a server refuses these | ${offered.postQuantumGroups.join(', ')} `);
  t.end();
});
