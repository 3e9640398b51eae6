import { join } from 'node:path';
import t from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import { valueOf } from '../fixtures/exposition.js';
import { checkJson } from './check-json.js';
import { runExporter, serveExporter } from './exporter.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(180_000);

const authority = await createAuthority({ commonName: 'kubernetes' });
const dnsNames = ['localhost', 'both.test', 'two.test', 'dead.test'];
const { identity } = await authority.issue({ commonName: 'kube-apiserver', dnsNames, ipAddresses: ['127.0.0.1'] });
const server = await startApiserver({
  serving: identity,
  loopback: (await createLoopback({ startedAt: Math.floor(Date.now() / 1000) - 60 })).identity,
});
t.teardown(() => server.close());
const { port } = server;

interface Expected {
  readonly addresses: readonly string[];
  readonly failures: readonly string[];
  readonly note?: RegExp;
}

/** What a name with these addresses in /etc/hosts leads to. See address-families.test.ts. */
const expected: Readonly<Record<string, Expected>> = {
  localhost: { addresses: [`127.0.0.1:${port}`], failures: [], note: /\[::1\]:\d+ is left out: .*\(refused\)/ },
  'both.test': {
    addresses: [`127.0.0.1:${port}`],
    failures: [],
    note: /\[fd00::1\]:\d+ is left out: .*\(no_route\)/,
  },
  'two.test': { addresses: [`127.0.0.1:${port}`, `127.0.0.2:${port}`], failures: ['refused'] },
  'dead.test': { addresses: [`127.0.0.2:${port}`, `[fd00::1]:${port}`], failures: ['refused', 'no_route'] },
};

void t.test('check', async (t) => {
  for (const [name, { addresses, failures, note }] of Object.entries(expected)) {
    const { stdout, code } = await runExporter('check', `${name}:${port}`, '--output', 'json');
    const [{ endpoints, notes }] = checkJson(stdout).targets;
    t.same(endpoints.map(({ address }) => address).sort(), addresses, name);
    t.same(
      endpoints.flatMap((endpoint) => endpoint.failures.map(({ reason }) => reason)),
      failures,
      name,
    );
    t.match(notes, note ? [note] : { length: 0 }, name);
    t.equal(code, failures.length > 0 ? 3 : 0, name);
  }
  const { code } = await runExporter('check', `both.test:${port}`, '--address-family', 'ipv6');
  t.equal(code, 3, 'asked for IPv6 alone');
  t.equal((await runExporter('check', `[fd00::1]:${port}`)).code, 3, 'a written IP is what it is');
});

void t.test('serve', async (t) => {
  const targets = Object.keys(expected).map((name) => ({
    name,
    addresses: [`${name}:${port}`],
    ca: { pem: authority.pem },
  }));
  const folder = temporaryFolder(t);
  const { scrape } = await serveExporter(t, join(folder), { targets });
  const samples = await scrape();
  for (const [name, { addresses, failures }] of Object.entries(expected)) {
    t.equal(valueOf(samples, 'apiserver_target_endpoints', { target: name }), addresses.length, name);
    const down = addresses.filter(
      (address) => valueOf(samples, 'apiserver_endpoint_up', { target: name, address }) !== 1,
    );
    t.equal(down.length, failures.length, name);
    t.equal(valueOf(samples, 'apiserver_target_discovery_success', { target: name }), 1, name);
  }
});
