import t from 'tap';
import * as v from 'valibot';
import { addressList, dnsName, hostName } from '../../src/config/host-schema.js';

void t.test('addresses, each once however it is spelled', (t) => {
  t.match(v.parse(addressList, ['10.0.0.1', 'a.example:443']), [
    { host: { kind: 'ip', text: '10.0.0.1' }, port: 6443 },
    { host: { kind: 'dns', text: 'a.example' }, port: 443 },
  ]);
  t.same(v.parse(addressList, []), []);
  t.match(v.safeParse(addressList, ['a.example', 'https://A.example:6443']).issues, [{ message: 'each address once' }]);
  t.equal(v.safeParse(addressList, Array(257).fill('a')).success, false);
  t.end();
});

void t.test('a name that clients use', (t) => {
  t.same(v.parse(hostName, '[FD00::1]'), { kind: 'ip', text: 'fd00::1' });
  t.same(v.parse(hostName, 'A.example.'), { kind: 'dns', text: 'a.example' });
  t.match(v.safeParse(hostName, 'a:1').issues, [{ message: 'a DNS name or an IP address, without port' }]);
  t.end();
});

void t.test('a DNS name alone', (t) => {
  t.equal(v.parse(dnsName, 'Cluster.Local.'), 'cluster.local');
  for (const text of ['', '10.0.0.1', '::1', 'a b'])
    t.match(v.safeParse(dnsName, text).issues, [{ message: 'a DNS name, such as cluster.local' }], text);
  t.end();
});
