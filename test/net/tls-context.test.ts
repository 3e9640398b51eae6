import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { connect, createServer, DEFAULT_CIPHERS, type SecureContext } from 'node:tls';
import t, { type Test } from 'tap';
import { type ApiserverOptions, startApiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import { createSecret } from '../../src/net/secret.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { ciphers, postQuantumContext, tlsContext } from '../../src/net/tls-context.js';

const root = await createAuthority({ commonName: 'root' });
const intermediate = await root.issueAuthority({ commonName: 'intermediate' });
const leaf = await intermediate.issue({ commonName: 'apiserver', ipAddresses: ['127.0.0.1'] });

interface Seen {
  readonly trusted: boolean;
  readonly protocol: string | null;
  /** The group of the key exchange. */
  readonly group: string | undefined;
}

/** Returns what a client with this context sees of the server on this port, or the error. */
function handshake(port: number, secureContext: SecureContext): Promise<Seen | Error> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, secureContext, rejectUnauthorized: false }, () => {
      const { name: group } = socket.getEphemeralKeyInfo() as { readonly name?: string };
      resolve({ trusted: socket.authorized, protocol: socket.getProtocol(), group });
      socket.end(() => socket.destroy());
    });
    socket.on('error', (error: Error) => resolve(error));
  });
}

async function serve(t: Test, options: Partial<ApiserverOptions> = {}): Promise<number> {
  const server = await startApiserver({ serving: leaf.identity, ...options });
  t.teardown(() => server.close());
  return server.port;
}

void t.test('one context for all connections without a client certificate', async (t) => {
  t.equal(tlsContext(), tlsContext());
  t.match(await handshake(await serve(t), tlsContext()), { trusted: false }, 'OpenSSL has no CA to judge by');
});

void t.test('TLS 1.3 by X25519, TLS 1.2 also for a P-256 certificate, nothing older', async (t) => {
  const context = tlsContext();
  t.match(await handshake(await serve(t), context), { protocol: 'TLSv1.3', group: 'X25519' });
  t.match(await handshake(await serve(t, { maxVersion: 'TLSv1.2' }), context), {
    protocol: 'TLSv1.2',
    group: 'X25519',
  });
  t.type(await handshake(await serve(t, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }), context), Error);
});

const noGroups = postQuantumContext(tlsContext()) === undefined && 'this OpenSSL has no post-quantum groups';

void t.test(
  'post-quantum groups only in a context of their own, which has the others too',
  { skip: noGroups },
  async (t) => {
    const [usual, wide] = [tlsContext(), postQuantumContext(tlsContext())];
    if (wide === undefined) throw new Error('unreachable');
    t.equal(postQuantumContext(usual), wide, 'made once');
    for (const group of ['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024']) {
      const port = await serve(t, { groups: group });
      t.match(await handshake(port, usual), { code: /HANDSHAKE_FAILURE/ }, group);
      t.match(await handshake(port, wide), { protocol: 'TLSv1.3', group }, group);
    }
    for (const [group, name] of [
      ['X25519', 'X25519'],
      ['P-521', 'secp521r1'],
    ] as const)
      t.match(await handshake(await serve(t, { groups: group }), wide), { group: name });
    t.match(await handshake(await serve(t, { maxVersion: 'TLSv1.2' }), wide), { protocol: 'TLSv1.2' });
  },
);

void t.test('nobody pays for a key share that is not needed', async (t) => {
  const bytes = async (secureContext: SecureContext): Promise<number> => {
    const server = createTcpServer();
    const port = await listenOnLoopback(t, server);
    const socket = connect({ host: '127.0.0.1', port, secureContext }).on('error', () => undefined);
    const [client] = (await once(server, 'connection')) as [Socket];
    const [hello] = (await once(client, 'data')) as [Buffer];
    socket.destroy();
    return hello.length;
  };
  t.ok((await bytes(tlsContext())) < 500);
  const wide = postQuantumContext(tlsContext());
  if (wide !== undefined) t.ok((await bytes(wide)) > 1200);
});

void t.test('a client certificate is sent', async (t) => {
  const client = await root.issue({ commonName: 'prober', usage: 'client' });
  // Under TLS 1.2 the server's refusal is part of the handshake.
  const port = await serve(t, { clientCertificates: 'require', clientCa: root.pem, maxVersion: 'TLSv1.2' });
  const identity = { certificate: client.pem, key: createSecret(client.key) };
  t.match(await handshake(port, tlsContext(identity)), { protocol: 'TLSv1.2' });
  t.type(await handshake(port, tlsContext()), Error);
  const context = tlsContext(identity);
  const wide = postQuantumContext(context);
  if (wide !== undefined) t.match(await handshake(port, wide), { protocol: 'TLSv1.2' }, 'also with other groups');
});

void t.test("a key that is not the certificate's is refused", async (t) => {
  const client = await root.issue({ commonName: 'prober', usage: 'client' });
  t.throws(() => tlsContext({ certificate: client.pem, key: createSecret(leaf.key) }));
});

void t.test('no key exchange whose numbers the server chooses', async (t) => {
  const { identity } = await createAuthority({ commonName: 'apiserver', keyAlgorithm: 'rsa-2048' });
  const server = createServer({ ...identity, maxVersion: 'TLSv1.2', ciphers: 'DHE', dhparam: 'auto' });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const offering = async (ours: string): Promise<unknown> => {
    const { port } = server.address() as AddressInfo;
    const socket = connect({ host: '127.0.0.1', port, ca: identity.cert, rejectUnauthorized: false, ciphers: ours });
    const outcome = await once(socket, 'secureConnect').then(
      () => socket.getCipher().standardName,
      (error: unknown) => error,
    );
    socket.destroy();
    return outcome;
  };
  t.match(await offering(DEFAULT_CIPHERS), /_DHE_/, 'Node takes part in it');
  t.match(await offering(ciphers), { code: /HANDSHAKE_FAILURE/ });
  server.close();
});
