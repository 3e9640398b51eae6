import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import t from 'tap';
import type { Apiserver } from '../../demo/apiserver.js';
import { startControlPlane } from '../../demo/control-plane.js';

const day = 86_400;
const now = Math.floor(Date.now() / 1000);
const controlPlane = await startControlPlane(now);
t.teardown(() => controlPlane.close());
const { longRunning, uncovered, healthy } = controlPlane.apiservers;

async function leafOf({ endpoint }: Apiserver, servername?: string): Promise<X509Certificate> {
  const [host = '', port] = endpoint.split(':');
  const socket = connect({ port: Number(port), host, rejectUnauthorized: false, ...(servername && { servername }) });
  await once(socket, 'secureConnect');
  const leaf = socket.getPeerX509Certificate()!;
  socket.end();
  await once(socket, 'close');
  return leaf;
}

const daysLeft = (certificate: X509Certificate): number => (Date.parse(certificate.validTo) / 1000 - now) / day;
const loopbackOf = (apiserver: Apiserver): Promise<X509Certificate> => leafOf(apiserver, 'apiserver-loopback-client');

void t.test('says what a config needs', async (t) => {
  t.same(controlPlane.names, ['api.demo.example', '203.0.113.10']);
  t.same(
    controlPlane.addresses,
    [longRunning, uncovered, healthy].map(({ port }) => `127.0.0.1:${port}`),
  );
  const ca = new X509Certificate(controlPlane.ca);
  for (const apiserver of [longRunning, uncovered, healthy]) {
    const leaf = await leafOf(apiserver);
    t.ok(leaf.verify(ca.publicKey));
    t.ok(leaf.checkIP('127.0.0.1'), 'its own address is covered');
    t.ok(leaf.checkHost('api.demo.example'));
    t.ok(daysLeft(leaf) > 300);
  }
});

void t.test('on an address of its own, it covers that address', async (t) => {
  const other = await startControlPlane(now, { address: '127.0.0.2' });
  t.teardown(() => other.close());
  for (const apiserver of Object.values(other.apiservers)) {
    t.match(apiserver.endpoint, /^127\.0\.0\.2:/);
    t.ok((await leafOf(apiserver)).checkIP('127.0.0.2'));
  }
});

void t.test('has one fault in each of two API servers', async (t) => {
  t.ok(daysLeft(await loopbackOf(longRunning)) < 5);
  t.ok(daysLeft(await loopbackOf(longRunning)) > 4, 'not expired yet');
  t.ok(daysLeft(await loopbackOf(uncovered)) > 300);
  t.ok(daysLeft(await loopbackOf(healthy)) > 300);
  t.ok((await leafOf(longRunning)).checkIP('203.0.113.10'));
  t.notOk((await leafOf(uncovered)).checkIP('203.0.113.10'));
  t.ok((await leafOf(healthy)).checkIP('203.0.113.10'));
});

void t.test('can be repaired while it runs', async (t) => {
  await controlPlane.repair.restartLongRunning(now);
  t.equal((await loopbackOf(longRunning)).subject, `CN=apiserver-loopback-client@${now}`);
  t.ok(daysLeft(await loopbackOf(longRunning)) > 364);
  const before = await leafOf(uncovered);
  await controlPlane.repair.coverExternalIp();
  const after = await leafOf(uncovered);
  t.ok(after.checkIP('203.0.113.10'));
  t.ok(after.checkIP('127.0.0.1'), 'no other name is lost');
  t.not(after.serialNumber, before.serialNumber);
});
