import { setImmediate } from 'node:timers/promises';
import t from 'tap';
import { fixedSource } from '../../src/discovery/target-source.js';
import { parseProxyUrl } from '../../src/net/proxy.js';
import { createSecret } from '../../src/net/secret.js';
import type { TargetReport } from '../../src/probe/report.js';
import { probeTarget } from '../../src/probe/probe-target.js';
import { type AdHocOptions, createAdHocProbes, createAdHocSlots } from '../../src/scrape/ad-hoc-probes.js';
import { startConnectProxy } from '../fixtures/proxy.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { targetOf } from '../probe/endpoint-fixture.js';
import { createCluster, probeDependencies } from '../probe/simulated-cluster.js';

const cluster = await createCluster();
/** Every address is allowed. */
const options = (): AdHocOptions => ({
  allowed: (ip) => ip,
  probed: () => undefined,
  slots: createAdHocSlots(),
});
const addressOf = (text: string) => targetOf({ addresses: [text] }).addresses[0]!;

void t.test('a probe with everything that the target expects, but without its login', async (t) => {
  const server = await cluster.start(t, { http: { token: 'canary', startedAt: 12345 } });
  const target = targetOf({
    addresses: ['127.0.0.1:1'],
    names: ['kubernetes', 'api.example'],
    labels: { env: 'test' },
    ca: [cluster.authority.der],
    http: true,
    login: { token: createSecret('canary'), clientContext: undefined },
  });
  const probed: TargetReport[] = [];
  const probes = createAdHocProbes(probeDependencies(), { ...options(), probed: (report) => probed.push(report) });
  const result = await probes.join(target, addressOf(server.endpoint), Infinity);
  t.match(result, {
    target: { name: 'prod', labels: { env: 'test' } },
    reports: [
      {
        address: server.endpoint,
        trust: { state: 'trusted' },
        loopback: { state: 'found' },
        names: [{ name: '127.0.0.1' }, { name: 'kubernetes', covered: true }, { name: 'api.example', covered: false }],
        http: { startedAt: undefined },
      },
    ],
  });
  t.same(probed, [result]);
  const own = probeTarget(
    fixedSource({ ...target, addresses: [addressOf(server.endpoint)] }),
    probeDependencies(),
    Infinity,
  );
  t.match(await own.done, { reports: [{ http: { startedAt: 12345 } }] }, 'else this test would prove nothing');
});

void t.test('behind a proxy, which might lead anywhere, only IPs are allowed', async (t) => {
  const proxy = await startConnectProxy(t);
  const target = targetOf({ proxyFor: () => parseProxyUrl(`http://127.0.0.1:${proxy.port}`) });
  const allowed = (ip: string) => (ip === '127.0.0.1' ? ip : undefined);
  const probes = createAdHocProbes(probeDependencies(), { ...options(), allowed });
  t.equal(await probes.join(target, addressOf('a.example'), Infinity), 'not_allowed');
  t.equal(await probes.join(target, addressOf('127.0.0.2'), Infinity), 'not_allowed');
  t.same(proxy.asked, []);
  const server = await cluster.start(t);
  t.match(await probes.join(target, addressOf(server.endpoint), Infinity), { reports: [{ failures: [] }] });
  t.ok(proxy.asked.includes(server.endpoint));
});

void t.test('refused where one IP is not allowed, and not announced', async (t) => {
  const probed: TargetReport[] = [];
  const dependencies = probeDependencies({
    dial: () => t.fail('nothing is to be dialled') as never,
    resolve: () => Promise.resolve(['127.0.0.1', '127.0.0.2']),
  });
  const probes = createAdHocProbes(dependencies, {
    ...options(),
    allowed: (ip) => (ip === '127.0.0.1' ? ip : undefined),
    probed: (report) => probed.push(report),
  });
  t.equal(await probes.join(targetOf(), addressOf('a.example'), Infinity), 'not_allowed');
  t.same(
    probed.map(({ refused, reports }) => [refused, reports]),
    [[['request'], []]],
    'counted only',
  );
});

void t.test(
  'an address asked for several times at once is probed once; the number of different ones is limited',
  async (t) => {
    let connections = 0;
    const port = await startTcpServer(t, () => (connections += 1));
    const probes = createAdHocProbes(probeDependencies(), options());
    const target = targetOf({ timeout: 0.5, loopback: false });
    const addresses = Array.from({ length: 33 }, (_, i) => addressOf(`127.0.1.${i + 1}:${i === 0 ? port : 1}`));
    const own = addressOf(`127.0.0.1:${port}`);
    const same = [1, 2, 3].map(() => probes.join(target, own, Infinity));
    const others = addresses.slice(0, 31).map((address) => probes.join(target, address, Infinity));
    t.equal(await probes.join(target, addresses[31]!, Infinity), 'busy');
    t.match(await probes.join(target, own, performance.now()), { reports: [{ failures: [{ probe: 'serving' }] }] });
    for (const result of await Promise.all(same)) t.equal(result, await same[0]);
    await Promise.all(others);
    t.equal(connections, 1);
    t.type(await probes.join(target, addresses[32]!, Infinity), 'object', 'and then there is room again');
  },
);

void t.test('one name is resolved at a time: those of the targets need the resolver, too', async (t) => {
  let answer: (ips: readonly string[]) => void = () => undefined;
  const dependencies = probeDependencies({
    dial: () => {
      throw Object.assign(new Error(), { code: 'ECONNREFUSED' });
    },
    resolve: ({ kind, text }) =>
      kind === 'ip' ? Promise.resolve([text]) : new Promise<readonly string[]>((resolve) => (answer = resolve)),
  });
  const probes = createAdHocProbes(dependencies, options());
  const target = targetOf({ timeout: 0.5 });
  const first = probes.join(target, addressOf('a.example'), Infinity);
  t.equal(await probes.join(target, addressOf('b.example'), Infinity), 'busy');
  t.match(await probes.join(target, addressOf('127.0.0.9'), Infinity), { reports: [{ address: '127.0.0.9:6443' }] });
  const same = probes.join(target, addressOf('a.example'), Infinity);
  answer(['127.0.0.8']);
  for (const each of await Promise.all([first, same])) t.match(each, { reports: [{ address: '127.0.0.8:6443' }] });
  t.match(await probes.join(target, addressOf('c.example'), Infinity), {
    reports: [{ failures: [{ probe: 'resolve' }] }],
  });
  t.equal(await probes.join(target, addressOf('b.example'), Infinity), 'busy', 'the probe is over, its lookup is not');
  answer([]);
  await setImmediate();
  const next = probes.join(target, addressOf('b.example'), Infinity);
  await setImmediate();
  answer(['127.0.0.7']);
  t.match(await next, { reports: [{ address: '127.0.0.7:6443' }] });
});

void t.test('after a reload, the probes of the configuration before it still count', async (t) => {
  const slots = createAdHocSlots();
  const port = await startTcpServer(t, () => undefined);
  const target = targetOf({ timeout: 0.5, loopback: false });
  const dependencies = probeDependencies({ resolve: ({ text }) => Promise.resolve([text]) });
  const before = createAdHocProbes(dependencies, { ...options(), slots });
  const underWay = Array.from({ length: 32 }, (_, i) =>
    before.join(target, addressOf(`127.0.1.${i + 1}:${port}`), Infinity),
  );
  const after = createAdHocProbes(dependencies, { ...options(), slots });
  t.equal(await after.join(target, addressOf(`127.0.2.1:${port}`), Infinity), 'busy');
  await Promise.all(underWay);
  t.type(await after.join(target, addressOf(`127.0.2.1:${port}`), Infinity), 'object');
});

void t.test('special addresses that are not allowed are counted, and nothing else of their probe', async (t) => {
  const counted = async (ips: readonly string[]) => {
    const probed: TargetReport[] = [];
    const allowed = () => undefined;
    const dependencies = probeDependencies({ resolve: () => Promise.resolve(ips) });
    const probes = createAdHocProbes(dependencies, { ...options(), allowed, probed: (report) => probed.push(report) });
    t.equal(await probes.join(targetOf(), addressOf('a.example:1'), Infinity), 'not_allowed');
    return probed.map(({ refused, reports }) => [refused, reports]);
  };
  t.same(await counted(['127.0.0.1', '::1%lo', '10.225.4.51']), [[['request', 'request'], []]]);
  t.same(await counted(['10.225.4.51']), []);
});
