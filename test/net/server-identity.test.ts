import t from 'tap';
import { clusterName, identifyServer } from '../../src/net/server-identity.js';

const leaf = (...dnsNames: readonly string[]) => ({ dnsNames, ipAddresses: ['10.96.0.1'] });

void t.test('the first name that the leaf covers is found', (t) => {
  t.equal(identifyServer(leaf('b.example'), ['a.example', 'b.example', '10.96.0.1'], 'public roots'), 'b.example');
  t.equal(identifyServer(leaf(), ['::ffff:10.96.0.1'], 'public roots'), '::ffff:10.96.0.1', 'by value');
  t.end();
});

void t.test("the cluster's own name counts where the cluster's CA has signed it", (t) => {
  t.equal(clusterName, 'kubernetes.default.svc');
  t.equal(identifyServer(leaf(clusterName), ['a.example'], 'cluster CA'), clusterName);
  t.equal(identifyServer(leaf(clusterName, 'a.example'), ['a.example'], 'cluster CA'), 'a.example');
  t.equal(identifyServer(leaf(clusterName), ['a.example'], 'public roots'), undefined);
  t.equal(identifyServer(leaf('other'), ['a.example'], 'cluster CA'), undefined);
  t.end();
});
