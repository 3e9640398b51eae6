import { hostname } from 'node:os';
import t from 'tap';
import { createHostAddresses, createOwnWord, hostAddresses, ownWord, withoutZone } from '../../src/net/own-hosts.js';

const hosts = `# 127.0.0.1 commented.example
127.0.0.1\tkubernetes.docker.internal lb.Kubespray.local # other.example
fe80::1%eth0 link.example
::FFFF:127.0.0.2 mapped.example\r
not-an-ip odd.example
127.0.0.1`;

const of = createOwnWord(() => Promise.resolve(hosts), 'Node-1');
const says = async (name: string, ip: string) => (await of(name))(ip);

void t.test('localhost, names under it, and the name of this host', async (t) => {
  for (const name of ['localhost', 'LOCALHOST.', 'kind.localhost', 'node-1', 'NODE-1.'])
    t.ok(await says(name, '127.0.0.1'), name);
  for (const name of ['localhost.example', 'notlocalhost', 'localhost.localdomain', 'node-10', 'node-1.example', ''])
    t.notOk(await says(name, '127.0.0.1'), name);
});

void t.test('the hosts file', async (t) => {
  t.ok(await says('kubernetes.docker.internal', '127.0.0.1'));
  t.ok(await says('LB.kubespray.local.', '::ffff:127.0.0.1'));
  t.ok(await says('link.example', 'fe80::1%eth0'));
  t.ok(await says('mapped.example', '127.0.0.2'));
  for (const name of ['commented.example', 'other.example', 'docker.internal', 'odd.example', '127.0.0.1'])
    t.notOk(await says(name, '127.0.0.1'), name);
  t.notOk(await says('kubernetes.docker.internal', '127.0.0.3'), 'another address');
  t.notOk(await says('odd.example', 'not-an-ip'));
});

void t.test('a hosts file that cannot be read says nothing, and that of this host can be read', async (t) => {
  const broken = createOwnWord(() => Promise.reject(new Error('EACCES')), hostname());
  t.notOk((await broken('a.example'))('127.0.0.1'));
  t.notOk((await ownWord('rebinding.invalid'))('127.0.0.1'));
});

void t.test('zones', (t) => {
  t.equal(withoutZone('fe80::1%eth0'), 'fe80::1');
  t.equal(withoutZone('::ffff:10.0.0.1'), '10.0.0.1');
  t.equal(withoutZone('%lo'), undefined);
  t.end();
});

void t.test('every address of a name', async (t) => {
  const all = createHostAddresses(() => Promise.resolve(hosts), 'Node-1');
  t.equal(await all('kind.localhost'), 'this_host');
  t.equal(await all('NODE-1'), 'this_host');
  t.same(await all('lb.kubespray.local'), new Set(['127.0.0.1']));
  t.same(await all('odd.example'), new Set());
  t.equal(await hostAddresses(hostname()), 'this_host');
});
