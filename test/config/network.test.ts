import t from 'tap';
import { parseNetwork } from '../../src/config/network.js';

void t.test('blocks of either kind', (t) => {
  t.same(parseNetwork('10.225.0.0/16'), { address: '10.225.0.0', family: 'ipv4', prefix: 16 });
  t.same(parseNetwork('0.0.0.0/0'), { address: '0.0.0.0', family: 'ipv4', prefix: 0 });
  t.same(parseNetwork('FD00:225:0::/64'), { address: 'fd00:225::', family: 'ipv6', prefix: 64 });
  t.same(parseNetwork('::1/128'), { address: '::1', family: 'ipv6', prefix: 128 });
  t.end();
});

void t.test('anything else is none', (t) => {
  const bad = [
    ...['', '/', '10.225.0.0', '10.225.0.0/', '/16', '10.225.0.0/33', '::/129', '10.225.0.0/016', '10.225.0.0/-1'],
    ...['10.225.0.0/1.5', '010.0.0.0/8', '10.225/16', 'fe80::1%eth0/64', '[::1]/128', '10.225.0.0/16 ', 'a/8', '::g/8'],
    ...['::ffff:10.0.0.0/104', '::ffff:a00:0/24', '::ffff:10.0.0.0/8'],
  ];
  for (const text of bad) t.equal(parseNetwork(text), undefined, text);
  t.end();
});
