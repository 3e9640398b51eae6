import fc from 'fast-check';
import t from 'tap';
import { clientNetwork } from '../../src/web/client-network.js';

void t.test('an IPv4 address, or the /64 of an IPv6 address', (t) => {
  const table: readonly [string | undefined, string][] = [
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:a00:1', '10.0.0.1'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:ffff::', '2001:db8:0:0::/64'],
    ['2001:db8:0:1::', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
    [undefined, ''],
    ['/run/socket', '/run/socket'],
  ];
  for (const [address, network] of table) t.equal(clientNetwork(address), network);
  t.end();
});

void t.test('the same for all addresses of a /64, another one for each other', (t) => {
  const group = fc.nat(0xffff).map((value) => value.toString(16));
  const four = fc.tuple(group, group, group, group).map((all) => all.join(':'));
  fc.assert(
    fc.property(four, four, four, four, (one, other, host, guest) => {
      const same = clientNetwork(`${one}:${host}`) === clientNetwork(`${one}:${guest}`);
      return same && (one === other || clientNetwork(`${one}:${host}`) !== clientNetwork(`${other}:${host}`));
    }),
  );
  t.end();
});
