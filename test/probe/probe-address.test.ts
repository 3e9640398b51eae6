import t from 'tap';
import { type Address, parseAddress } from '../../src/net/address.js';
import { systemClock } from '../../src/net/clock.js';
import { everyNetwork } from '../../src/net/network.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { probeAddress } from '../../src/probe/probe-address.js';
import type { ProbeDependencies } from '../../src/probe/probe-dependencies.js';
import type { Report } from '../../src/probe/report.js';
import { targetOf } from './endpoint-fixture.js';
import { createCluster, probeDependencies } from './simulated-cluster.js';

const { authority, start } = await createCluster();

function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (!address) throw new Error(text);
  return address;
}

/** Begins a probe. */
function begin(text: string, dependencies: ProbeDependencies, timeout = 5, outer = Infinity) {
  const target = targetOf({ ca: [authority.der], timeout, labels: { region: 'eu' } });
  const { done, soFar } = probeAddress({ target, address: addressOf(text) }, dependencies, outer);
  return {
    done,
    found: () => soFar().found,
    truncated: () => soFar().truncated,
    reports: () => soFar().reports,
  };
}

const summary = ({ address, serving, failures }: Report): unknown => [
  address,
  serving?.[0].subjectCommonName,
  failures.map(({ probe, reason }) => `${probe} ${reason}`),
];

void t.test('a DNS name means each of its addresses', async (t) => {
  const { port } = await start(t);
  const dependencies = probeDependencies({ resolve: () => Promise.resolve(['127.0.0.1', '127.0.0.2']) });
  const probe = begin(`kubernetes:${port}`, dependencies);
  await probe.done;
  t.equal(probe.found(), true);
  t.same(probe.reports().map(summary), [
    [`127.0.0.1:${port}`, 'kube-apiserver', []],
    [`127.0.0.2:${port}`, undefined, ['serving refused']],
  ]);
  for (const { phases } of probe.reports()) t.type(phases.resolve, 'number');
  t.match(probe.reports()[0]?.names, [{ name: 'kubernetes', covered: true }]);
});

void t.test('an IP is not resolved', async (t) => {
  const { port } = await start(t);
  const probe = begin(`127.0.0.1:${port}`, probeDependencies());
  await probe.done;
  t.same(probe.reports().map(summary), [[`127.0.0.1:${port}`, 'kube-apiserver', []]]);
  t.equal(probe.reports()[0]?.phases.resolve, undefined);
});

void t.test('a host without an address is a failed endpoint', async (t) => {
  const failing: Readonly<Record<string, ProbeDependencies['resolve']>> = {
    dns: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    too_many_open_files: () => Promise.reject(Object.assign(new Error('no'), { code: 'EMFILE' })),
  };
  for (const [reason, resolve] of Object.entries({ ...failing, 'dns ': () => Promise.resolve([]) })) {
    const probe = begin('api.example.com', probeDependencies({ resolve }));
    await probe.done;
    t.equal(probe.found(), false);
    t.match(
      probe.reports(),
      [
        {
          target: 'prod',
          labels: { region: 'eu' },
          address: 'api.example.com:6443',
          serving: undefined,
          trust: { state: 'unknown' },
          loopback: { state: 'not_asked', because: 'no_serving_handshake' },
          failures: [{ probe: 'resolve', reason: reason.trim() }],
          phases: { resolve: Number },
        },
      ],
      reason,
    );
  }
});

void t.test('of a hundred addresses the first 64 are probed', async (t) => {
  const ips = (count: number) => Array.from({ length: count }, (_, i) => `127.0.1.${i + 1}`);
  for (const count of [100, 64]) {
    const probe = begin('kubernetes:1', probeDependencies({ resolve: () => Promise.resolve(ips(count)) }));
    t.same(probe.truncated(), []);
    await probe.done;
    const addresses = probe.reports().map(({ address }) => address);
    t.same(
      addresses,
      ips(64).map((ip) => `${ip}:1`),
    );
    t.same(probe.truncated(), count > 64 ? ['addresses'] : []);
  }
  const many = { ...targetOf({ timeout: 5 }), addresses: Array<Address>(4096).fill(addressOf('kubernetes:1')) };
  const resolve = () => Promise.resolve(ips(64));
  const probe = probeAddress(
    { target: many, address: addressOf('kubernetes:1') },
    probeDependencies({ resolve }),
    Infinity,
  );
  const { reports, truncated } = await probe.done;
  t.equal(reports.length, 4, 'fewer in a target of very many addresses');
  t.same(truncated, ['addresses']);
});

void t.test('a resolver that does not answer is abandoned at the deadline', async (t) => {
  const dependencies = probeDependencies({ resolve: () => new Promise(() => undefined) });
  for (const probe of [
    begin('a.example', dependencies, 0.01),
    begin('a.example', dependencies, 60, deadlineIn(0.01, systemClock)),
  ]) {
    await probe.done;
    t.same(probe.reports().map(summary), [['a.example:6443', undefined, ['resolve dns']]]);
  }
});

void t.test('shows at any moment what is known by then', async (t) => {
  const { port } = await start(t);
  let found: (ips: string[]) => void = () => undefined;
  let turn: () => void = () => undefined;
  const dependencies = probeDependencies({
    resolve: () =>
      new Promise((resolve) => {
        found = resolve;
      }),
    takeTurn: async (_key, task) => {
      await new Promise<void>((resolve) => {
        turn = resolve;
      });
      return await task();
    },
  });
  const probe = begin(`kubernetes:${port}`, dependencies);
  t.equal(probe.found(), false);
  t.same(probe.reports().map(summary), [[`kubernetes:${port}`, undefined, ['resolve dns']]]);
  found(['127.0.0.1']);
  await new Promise((resolve) => setImmediate(resolve));
  t.equal(probe.found(), true);
  t.same(
    probe.reports().map(summary),
    [[`127.0.0.1:${port}`, undefined, ['serving connect_timeout']]],
    'the concurrency limit is reached',
  );
  t.type(probe.reports()[0]?.phases.resolve, 'number');
  turn();
  await probe.done;
  t.same(probe.reports().map(summary), [[`127.0.0.1:${port}`, 'kube-apiserver', []]]);
});

void t.test('a name that leads to special addresses by DNS', async (t) => {
  const { port, seen } = await start(t);
  const probed = async (ips: readonly string[], change: object = {}, dependencies: Partial<ProbeDependencies> = {}) => {
    const target = { ...targetOf({ ca: [authority.der], timeout: 0.3, discoveryAllow: [] }), ...change };
    const all = probeDependencies({ resolve: () => Promise.resolve(ips), ...dependencies });
    const probe = probeAddress({ target, address: addressOf(`kubernetes:${port}`) }, all, Infinity);
    await probe.done;
    return probe.soFar();
  };
  const refused = await probed(['127.0.0.1', '::ffff:127.0.0.1', '::1%lo']);
  t.match(refused, { found: false, refused: [{}, {}, {}], notes: [/the DNS name kubernetes leads to 127\.0\.0\.1/] });
  t.same(refused.reports.map(summary), [[`kubernetes:${port}`, undefined, ['resolve not_allowed']]]);
  const mixed = await probed(['0.0.0.0', '192.0.2.1']);
  t.match(mixed, { found: true, refused: [{ ip: '0.0.0.0' }], reports: [{ address: `192.0.2.1:${port}` }] });
  t.equal(seen.sniSeen.length, 0, 'nothing was dialled');
  const allowed = await probed(['127.0.0.1'], { discoveryAllow: everyNetwork });
  const own = await probed(['127.0.0.1'], {}, { ownWord: () => Promise.resolve((ip) => ip === '127.0.0.1') });
  for (const report of [allowed, own])
    t.match(report, { found: true, refused: [], notes: [], reports: [{ failures: [] }] });
});
