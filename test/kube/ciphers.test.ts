import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, DEFAULT_CIPHERS } from 'node:tls';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { ciphers } from '../../src/kube/ciphers.js';

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
