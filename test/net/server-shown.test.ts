import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { createSecret } from '../../src/net/secret.js';
import { servedCertificates } from '../../src/net/served-certificates.js';
import { onServerShown } from '../../src/net/server-shown.js';
import { tlsContext } from '../../src/net/tls-context.js';
import { startTlsServer } from '../fixtures/tls-server.js';
import { isOnlyHello, startWiretap } from '../fixtures/wiretap.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({ commonName: 'kube-apiserver' });
const rsa = await createAuthority({ commonName: 'self-signed', keyAlgorithm: 'rsa-2048' });
const ada = await authority.issue({ commonName: 'ada', usage: 'client' });
/** The whole flight is longer than any buffer of OpenSSL. */
const long = await authority.issue({
  commonName: 'long',
  usage: 'client',
  dnsNames: Array.from({ length: 1500 }, (_, at) => `name-${at}.example.com`),
});

type Options = Parameters<typeof startTlsServer>[1];

const servers: Readonly<Record<string, Options>> = {
  'TLS 1.3': serving.identity,
  'TLS 1.2': { ...serving.identity, maxVersion: 'TLSv1.2' },
  'TLS 1.2 without Diffie-Hellman': { ...rsa.identity, maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' },
  'TLS 1.3 with a second ClientHello': { ...serving.identity, ecdhCurve: 'P-521' },
};

/** Dials a server with a client certificate, and returns what client and server have seen. */
async function dial(t: Test, options: Options, client: typeof ada, act: (socket: TLSSocket) => void) {
  const server = await startTlsServer(t, options);
  const tap = await startWiretap(t, server.port);
  const secureContext = tlsContext({ certificate: client.pem, key: createSecret(client.key) });
  const socket = connect({ host: '127.0.0.1', port: tap.port, secureContext, rejectUnauthorized: false });
  let calls = 0;
  onServerShown(socket, () => {
    calls += 1;
    act(socket);
  });
  socket.once('secureConnect', () => socket.end());
  await once(socket.resume(), 'close');
  return { calls, clients: server.clients, heard: tap.heard() };
}

for (const [name, options] of Object.entries(servers)) {
  void t.test(`${name}: the certificate is there, and the client certificate follows`, async (t) => {
    let shown: readonly Uint8Array[] = [];
    const { calls, clients } = await dial(t, options, ada, (socket) => (shown = servedCertificates(socket)));
    t.same([calls, clients], [1, ['ada']]);
    t.ok(
      options.cert.includes(
        Buffer.from(shown[0] ?? [])
          .toString('base64')
          .slice(0, 60),
      ),
    );
  });

  void t.test(`${name}: a socket that is destroyed sends no client certificate`, async (t) => {
    for (const client of [ada, long]) {
      const { calls, clients, heard } = await dial(t, options, client, (socket) => socket.destroy());
      t.same([calls, clients], [1, []]);
      // With a second ClientHello, there is also a ChangeCipherSpec for old middleboxes.
      const [sent = Buffer.alloc(0)] = heard;
      if (options.ecdhCurve === undefined) t.ok(isOnlyHello(sent));
      else t.ok(sent.length < 2000);
    }
  });
}
