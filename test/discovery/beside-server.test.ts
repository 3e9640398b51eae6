import t from 'tap';
import { besideServer } from '../../src/discovery/beside-server.js';
import { parseHostName } from '../../src/x509/host-name.js';
import { targetOf } from '../probe/endpoint-fixture.js';

const placed = (addresses: readonly string[], host: string, path = '') => {
  const server = { host: parseHostName(host)!, port: 6443, path };
  const alone = targetOf({ addresses: [host], names: ['server'], loopbackLooks: 'auto' });
  const found = besideServer({
    instances: targetOf({ addresses, names: ['kubernetes'], loopbackLooks: 'auto' }),
    server: alone,
    access: { server },
  });
  const textOf = (side: typeof found.server) =>
    side && [...side.addresses.map((each) => each.host.text), side.names[0]?.host.text, side.loopbackLooks];
  return { server: textOf(found.server), target: textOf(found.target), isInstance: found.isInstance };
};

void t.test('a server that is one of the instances is probed once, by their names', (t) => {
  t.same(placed(['10.0.0.1', '10.0.0.2'], '10.0.0.2'), {
    server: ['10.0.0.2', 'kubernetes', 'auto'],
    target: ['10.0.0.1', 'kubernetes', 1],
    isInstance: true,
  });
  t.match(placed(['10.0.0.1'], '10.0.0.1'), { server: ['10.0.0.1', 'kubernetes', 'auto'], target: ['kubernetes'] });
  t.end();
});

void t.test('any other is probed beside them', (t) => {
  t.same(placed(['10.0.0.1', '10.0.0.2'], 'lb.example'), {
    server: ['lb.example', 'server', 'auto'],
    target: ['10.0.0.1', '10.0.0.2', 'kubernetes', 1],
    isInstance: false,
  });
  t.match(placed(['10.0.0.1'], 'lb.example').target, ['10.0.0.1', 'kubernetes', 'auto'], 'one may be a load balancer');
  t.match(placed(['10.0.0.1'], '10.0.0.1', '/k8s').server, ['10.0.0.1', 'server', 'auto'], 'a gateway is no instance');
  t.end();
});
