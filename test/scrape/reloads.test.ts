import type { Socket } from 'node:net';
import t from 'tap';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { exporterOf, healthyServer } from './exporter-fixture.js';
import { listTargets } from '../../src/discovery/targets.js';
import { wholeText } from '../fixtures/whole-text.js';

/** A server that is silent after a connection, and counts those that are open. */
async function silentServer(t: Parameters<typeof startTcpServer>[0]) {
  const open = new Set<Socket>();
  let most = 0;
  const port = await startTcpServer(t, (socket) => {
    open.add(socket);
    // An end that arrived before this connection may be read after it.
    setImmediate(() => (most = Math.max(most, open.size)));
    socket.resume();
    socket.once('close', () => open.delete(socket));
  });
  return { most: () => most, port };
}

/** Asks for the metrics, for a target, for an address that another target has, and for the status page. None waits for the endpoint. */
async function askAll({ exporter }: Awaited<ReturnType<typeof exporterOf>>, port: number): Promise<void> {
  const [target] = await listTargets(exporter.targets(), Infinity);
  await Promise.all([
    exporter.collect(0.001, 'text'),
    exporter.observe(0.001),
    exporter.probe({ target: target!.name, address: undefined }, 0.001, 'text'),
    exporter.probe({ target: 'other', address: `127.0.0.1:${port}` }, 0.001, 'text'),
    exporter.probe({ target: 'other', address: `127.0.0.9:${port}` }, 0.001, 'text'),
  ]);
}

const configOf = (name: string, port: number) => ({
  targets: [
    { name, addresses: [`127.0.0.1:${port}`], labels: { env: name } },
    { name: 'other', addresses: ['127.0.0.1:1'] },
  ],
  probe: { timeout: '1s', allowNetworks: ['127.0.0.0/8'], http: false, loopback: false },
});

void t.test('reloads and requests in turn: one probe of an endpoint at a time', async (t) => {
  for (const names of [['same'], ['a', 'b']]) {
    const { most, port } = await silentServer(t);
    const written = names.map((name) => configOf(name, port));
    const fixture = await exporterOf(written[0]);
    const rounds = names.length > 1 ? 4 : 40;
    for (let i = 1; i <= rounds; i++) {
      await askAll(fixture, port);
      fixture.write(written[i % names.length]);
      t.same(await fixture.exporter.reload(), { ok: true });
    }
    const { body } = await wholeText(fixture.exporter.collect(Infinity, 'text'));
    t.match(body, `apiserver_endpoint_up{env="${names[0]}",target="${names[0]}",address="127.0.0.1:${port}"} 0`);
    t.equal(most(), 1, 'a probe of a silent server is one handshake');
  }
});

void t.test('the requests after a reload have its settings, although a probe is under way', async (t) => {
  const { port } = await silentServer(t);
  const server = await healthyServer(t);
  const before = configOf('before', port);
  const fixture = await exporterOf(before);
  await askAll(fixture, port);
  const targets = [
    { name: 'before', addresses: [server.endpoint], names: ['kubernetes'], http: false },
    { name: 'other', addresses: [`127.0.0.1:${port}`] },
  ];
  fixture.write({ targets, probe: { timeout: '1s', http: false } });
  await fixture.exporter.reload();
  const { body } = await wholeText(fixture.exporter.collect(0.5, 'text'));
  t.match(body, `apiserver_endpoint_up{target="before",address="${server.endpoint}"} 1`);
  t.match(body, 'name="kubernetes",role="client"} 1');
  t.match(body, `apiserver_endpoint_up{target="other",address="127.0.0.1:${port}"} 0`);
  const refused = await fixture.exporter.probe({ target: 'before', address: `127.0.0.9:${port}` }, 0.1, 'text');
  t.match(refused, { ok: false, because: 'not_allowed' }, 'networks are those of the new configuration');
});

void t.test('a lower limit of probes at once counts those that are under way', async (t) => {
  const healthy = await Promise.all(Array.from({ length: 4 }, () => healthyServer(t)));
  const configWith = (name: string, concurrency: number) => ({
    targets: healthy.map(({ endpoint }, i) => ({ name: `${name}-${i}`, addresses: [endpoint], http: false })),
    probe: { concurrency },
  });
  const fixture = await exporterOf(configWith('a', 1));
  const scrapes = [wholeText(fixture.exporter.collect(Infinity, 'text'))];
  for (const name of ['b', 'c', 'd']) {
    fixture.write(configWith(name, 2));
    await fixture.exporter.reload();
    scrapes.push(wholeText(fixture.exporter.collect(Infinity, 'text')));
  }
  for (const [i, { body }] of (await Promise.all(scrapes)).entries()) {
    const name = 'abcd'[i] ?? '';
    t.equal(body.match(new RegExp(`^apiserver_endpoint_up\\{target="${name}-\\d",.*\\} 1$`, 'gm'))?.length, 4);
  }
});
