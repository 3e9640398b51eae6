import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import t, { type Test } from 'tap';
import { createResolver } from '../../src/discovery/resolve.js';
import { exporterOf } from '../scrape/exporter-fixture.js';
import { appOf } from './app-fixture.js';

/** The only address that the configuration allows. */
const allowed = '127.0.0.9';

/** A listener on every address of this machine, and the local addresses of the connections to it. */
async function listenEverywhere(t: Test): Promise<{ readonly port: number; readonly seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((socket) => {
    seen.push(String(socket.localAddress).replace('::ffff:', ''));
    socket.on('error', () => undefined).end();
  });
  server.listen(0);
  await once(server, 'listening');
  t.teardown(() => server.close());
  return { port: (server.address() as AddressInfo).port, seen };
}

/** Names with forbidden addresses. `rebinding` has the allowed address at first, then another one. */
let answers = 0;
const names: Readonly<Record<string, () => readonly string[]>> = {
  localhost: () => ['127.0.0.1', '::1'],
  'mixed.example': () => [allowed, '127.0.0.1'],
  'mapped.example': () => ['::ffff:127.0.0.1'],
  'zone.example': () => ['::1%lo'],
  'any.example': () => ['0.0.0.0'],
  'none.example': () => [],
  'allowed.example': () => [allowed],
  'allowed-mapped.example': () => [`::ffff:${allowed}`],
  'rebinding.example': () => [(answers += 1) % 2 === 1 ? allowed : '127.0.0.1'],
};

const resolve = createResolver((host) => {
  const ips = names[host]?.();
  if (ips === undefined) return Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));
  return Promise.resolve(ips.map((address) => ({ address })));
});

async function probing(t: Test, allowNetworks: readonly string[]) {
  const { port, seen } = await listenEverywhere(t);
  const { exporter } = await exporterOf(
    { targets: [{ name: 'prod', addresses: ['127.0.0.8:1'], timeout: '2s' }], probe: { allowNetworks } },
    { resolve },
  );
  const { app } = await appOf(t, exporter);
  const probe = async (address: string): Promise<number> =>
    (await app.inject(`/probe?target=prod&address=${encodeURIComponent(address)}`)).statusCode;
  return { port, seen, probe };
}

/** Spellings of 127.0.0.1, of the unspecified address and of ::1, and of the allowed address with another one in it. */
const spellings = (port: number): readonly string[] =>
  [
    ...['127.0.0.1', '2130706433', '0177.0.0.1', '0177.1', '017700000001', '127.000.000.001', '127.0.0.01'],
    ...['0x7f.0.0.1', '0x7f000001', '0x7f.1', '127.1', '127.0.1', '0', '0.0.0.0', '127.0.0.9.', '127.0.0.2'],
    ...['①②⑦.0.0.1', '127。0。0。1', '１２７.0.0.1', '127.0.0.1%00', '127.0.0.1\0.example.com'],
    ...['localhost', 'LOCALHOST.', 'mixed.example', 'mapped.example', 'zone.example', 'any.example'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:7f00:0001]', '[::127.0.0.1]', '[::1]', '[::]'],
    ...['[::1%lo]', '[::1%25lo]', '[fe80::1%lo]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[::ffff:0:127.0.0.1]'],
  ]
    .map((host) => `${host}:${port}`)
    .concat([
      ...[`user@127.0.0.1:${port}`, `${allowed}@127.0.0.1:${port}`, `${allowed}:${port}@127.0.0.1:${port}`],
      ...[`https://${allowed}@127.0.0.1:${port}`, `https://${allowed}:a@127.0.0.1:${port}/`],
      ...[`https://${allowed}#@127.0.0.1:${port}`, `https://${allowed}\\@127.0.0.1:${port}`],
      ...[`https://127.0.0.1:${port}/`, `http://${allowed}:${port}`, `//127.0.0.1:${port}`, `::1:${port}`],
      ...[`${allowed}:${port}\r\nHost: 127.0.0.1`, `${allowed}\r\n127.0.0.1:${port}`, `127.0.0.1:${port}\n`],
      ...[` 127.0.0.1:${port}`, `${allowed},127.0.0.1:${port}`, `127.0.0.1:${port}/..`, `127.0.0.1:0${port}`],
      ...[`${allowed}:${65_536 + port}`, `${allowed}:+${port}`, ''],
    ]);

void t.test('no spelling reaches an address outside of the allowed networks', async (t) => {
  const { port, seen, probe } = await probing(t, [`${allowed}/32`]);
  const all = spellings(port);
  t.ok(all.length >= 40, `${all.length} spellings`);
  for (const spelling of all) t.match(await probe(spelling), /^40[03]$/, JSON.stringify(spelling));
  t.same(seen, [], 'nobody was dialled');
});

void t.test('an allowed address is dialled under every name', async (t) => {
  const { port, seen, probe } = await probing(t, [`${allowed}/32`]);
  for (const host of [allowed, `[::ffff:${allowed}]`, `[::ffff:7f00:9]`, 'allowed.example', 'allowed-mapped.example']) {
    const before = seen.length;
    t.equal(await probe(`${host}:${port}`), 200, host);
    t.ok(seen.length > before, `${host} was dialled`);
  }
  t.same(new Set(seen), new Set([allowed]));
});

void t.test('a name is resolved once, and the checked address is dialled', async (t) => {
  const { port, seen, probe } = await probing(t, [`${allowed}/32`]);
  const statuses = [];
  for (let i = 0; i < 6; i++) statuses.push(await probe(`rebinding.example:${port}`));
  t.same(statuses, [200, 403, 200, 403, 200, 403]);
  t.equal(answers, 6);
  t.same(new Set(seen), new Set([allowed]));
});

void t.test('a name without an address is a failed probe', async (t) => {
  const { port, seen, probe } = await probing(t, [`${allowed}/32`]);
  t.equal(await probe(`none.example:${port}`), 200);
  t.equal(await probe(`unknown.example:${port}`), 200);
  t.same(seen, []);
});

void t.test('without allowed networks, nothing is allowed', async (t) => {
  const { port, seen, probe } = await probing(t, []);
  for (const host of [allowed, '127.0.0.1', '[::1]', 'localhost', 'allowed.example']) {
    t.equal(await probe(`${host}:${port}`), 403, host);
  }
  t.same(seen, []);
});
