import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import t from 'tap';
import { hostileChains } from '../fixtures/hostile-chains.js';
import { startHostileClients } from '../fixtures/hostile-clients.js';
import { outcome } from './get.js';
import { authority, serveHello, tls } from './hello-server.js';

const asked = [
  'client_auth_type: RequestClientCert',
  'client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.crt',
];

void t.test('hostile client certificates are not verified', async (t) => {
  for (const type of asked) {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const { port, refused } = await serveHello(t, tls(type));
      const before = process.cpuUsage();
      const chain = hostileChains.constrained()(1).identity;
      const making = process.cpuUsage(before);
      const got = await outcome({ port, ca: authority.pem, maxVersion, ...chain });
      const { user } = process.cpuUsage(before);
      t.not(got, 200, `${type} over ${maxVersion}`);
      t.same(refused, ['client certificate: more than 12 KiB before the end of the certificates']);
      // The client runs in this process as well. OpenSSL takes half a second and more to verify the chain.
      t.ok((user - making.user) / 1000 < 300, `${(user - making.user) / 1000} ms`);
    }
  }
});

void t.test('nothing waits for clients that show hostile certificates all the time', async (t) => {
  const { port } = await serveHello(t, tls(asked[0]));
  const clients = await startHostileClients({ port, chains: ['constrained'], count: 8 });
  t.teardown(() => clients.end());
  while ((await clients.handshakes()) < 50) await setTimeout(1);
  t.equal(await outcome({ port, ca: authority.pem }), 200);
});

void t.test('a usual chain of client certificates passes, and its client is known', async (t) => {
  let chain = authority;
  const above: string[] = [];
  for (const commonName of ['one', 'two', 'three']) {
    chain = await chain.issueAuthority({ commonName, keyAlgorithm: 'rsa-2048' });
    above.unshift(chain.pem);
  }
  const client = await chain.issue({ commonName: 'prometheus', usage: 'client' });
  const { port, refused } = await serveHello(t, tls(asked[1]));
  const identity = { cert: [client.identity.cert, ...above].join('\n'), key: client.key };
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const)
    t.equal(await outcome({ port, ca: authority.pem, maxVersion, ...identity }), 200);
  t.same(refused, []);
});

void t.test('a request may be longer than a handshake, and knows its client', async (t) => {
  const { port } = await serveHello(t, tls(asked[0]), { headerBytes: 32 * 1024 });
  const headers = { 'x-long': 'x'.repeat(20 * 1024) };
  const sent = request({ port, host: '127.0.0.1', ca: authority.pem, headers, agent: false }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  t.match(response.resume(), { statusCode: 200, headers: { 'x-client': '127.0.0.1' } });
});
