import t from 'tap';
import { postQuantumContext, tlsContext } from '../../src/net/tls-context.js';
import { createProbedCluster } from './probed-cluster.js';

const { start, probe } = await createProbedCluster();
const skip = postQuantumContext(tlsContext()) === undefined && 'this OpenSSL has no post-quantum groups';
const target = { names: ['kubernetes'], http: true };

void t.test('a server that takes post-quantum groups only', { skip }, async (t) => {
  const server = await start(t, { groups: 'X25519MLKEM768', minVersion: 'TLSv1.3' });
  const expected = { trust: { state: 'trusted' }, loopback: { state: 'found' }, http: {}, failures: { length: 0 } };
  t.match(await probe(server.port, target), expected);
  t.equal(server.seen.handshakeErrors, 1, 'the first handshake only');
  t.match(await probe(server.port, target), expected);
  t.equal(server.seen.handshakeErrors, 1, 'it is remembered');
});

void t.test('a server that has none of our groups is asked twice at a probe, not more', { skip }, async (t) => {
  const server = await start(t, { groups: 'X448', minVersion: 'TLSv1.3' });
  t.match(await probe(server.port, target), { failures: [{ probe: 'serving', reason: 'handshake' }] });
  t.equal(server.seen.connections, 2);
});

void t.test(
  'without those groups, the reason is that of a handshake',
  { skip: !skip && 'this OpenSSL has them' },
  async (t) => {
    const server = await start(t, { groups: 'X448', minVersion: 'TLSv1.3' });
    t.match(await probe(server.port, target), { failures: [{ probe: 'serving', reason: 'handshake' }] });
    t.equal(server.seen.connections, 1);
  },
);

void t.test('a server that has a usual group is asked once for each certificate', async (t) => {
  const server = await start(t);
  t.match(await probe(server.port, { names: [] }), { failures: { length: 0 } });
  t.same([server.seen.connections, server.seen.handshakeErrors], [2, 0]);
});
