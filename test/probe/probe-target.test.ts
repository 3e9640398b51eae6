import { connect } from 'node:tls';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { fixedSource, type TargetSource } from '../../src/discovery/target-source.js';
import type { Target } from '../../src/discovery/target.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { createConcurrencyLimit } from '../../src/probe/concurrency-limit.js';
import type { TargetReport } from '../../src/probe/report.js';
import { probeTarget, probeTargets } from '../../src/probe/probe-target.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { type TargetChange, targetOf } from './endpoint-fixture.js';
import { createCluster, probeDependencies } from './simulated-cluster.js';

const { authority, start } = await createCluster();
const sourceOf = (target: TargetChange): TargetSource => fixedSource(targetOf({ ca: [authority.der], ...target }));

const summary = ({ target, discovered, reports }: TargetReport): unknown => ({
  [target.name]: reports.map(({ address, serving, failures }) =>
    [address, serving ? 'up' : 'down', ...failures.map(({ probe, reason }) => `${probe} ${reason}`)].join(' '),
  ),
  discovered,
});

void t.test('every endpoint of every target, in the order of the config', async (t) => {
  const [a, b, c] = [await start(t), await start(t), await start(t)];
  const reports = await probeTargets(
    [
      sourceOf({ name: 'one', labels: { region: 'eu' }, addresses: [b.endpoint, a.endpoint] }),
      sourceOf({ name: 'two', addresses: [c.endpoint] }),
      sourceOf({ name: 'none' }),
    ],
    probeDependencies(),
    Infinity,
  );
  t.same(reports.map(summary), [
    { one: [`${b.endpoint} up`, `${a.endpoint} up`], discovered: true },
    { two: [`${c.endpoint} up`], discovered: true },
    { none: [], discovered: true },
  ]);
  t.same(reports[0]?.target, { name: 'one', labels: { region: 'eu' }, timeout: 5 });
  t.same(reports[0]?.notes, []);
});

void t.test('a silent endpoint delays and changes no other, even with a single slot', async (t) => {
  const silent = await startTcpServer(t, () => undefined);
  const server = await start(t);
  const dependencies = probeDependencies({ concurrency: createConcurrencyLimit(1, 10) });
  const sources = [
    sourceOf({ name: 'silent', addresses: [`127.0.0.1:${silent}`], timeout: 1 }),
    sourceOf({ name: 'mixed', addresses: [`127.0.0.1:${silent}`, server.endpoint], timeout: 1 }),
    sourceOf({ name: 'healthy', addresses: [server.endpoint] }),
  ];
  const probes = sources.map((source) => probeTarget(source, dependencies, Infinity));
  const first = await Promise.race(probes.map(({ done }) => done));
  t.same(summary(first), { healthy: [`${server.endpoint} up`], discovered: true });
  t.same(await Promise.all(probes.map(async ({ done }) => summary(await done))), [
    { silent: [`127.0.0.1:${silent} down serving tls_timeout`], discovered: true },
    { mixed: [`127.0.0.1:${silent} down serving tls_timeout`, `${server.endpoint} up`], discovered: true },
    { healthy: [`${server.endpoint} up`], discovered: true },
  ]);
});

void t.test('the outer deadline applies to everything', async (t) => {
  const silent = await startTcpServer(t, () => undefined);
  const dependencies = probeDependencies({ concurrency: createConcurrencyLimit(1, 60_000) });
  const never = new Promise<never>(() => undefined);
  const unknown: TargetSource = { name: 'unknown', labels: {}, timeout: 60, find: () => never };
  const addresses = [1, 2, 3].map((host) => `127.0.0.${host}:${silent}`);
  const begun = systemClock.monotonic();
  const deadline = deadlineIn(0.4, systemClock);
  const reports = await probeTargets([sourceOf({ addresses, timeout: 60 }), unknown], dependencies, deadline);
  t.ok(systemClock.monotonic() - begun < 2000);
  t.match(reports, [
    {
      discovered: true,
      reports: [
        { address: addresses[0], failures: [{ probe: 'serving', reason: 'tls_timeout' }] },
        { address: addresses[1], serving: undefined },
        { address: addresses[2], serving: undefined },
      ],
    },
    { target: { name: 'unknown' }, discovered: false, reports: { length: 0 } },
  ]);
  t.same(reports[1]?.notes, ['the list of its endpoints did not arrive in time']);
});

void t.test('two addresses that lead to the same endpoint give one report', async (t) => {
  const { port } = await start(t);
  const target = { addresses: [`kubernetes:${port}`, `127.0.0.1:${port}`, `api.example.com:${port}`] };
  const [report] = await probeTargets([sourceOf(target)], probeDependencies(), Infinity);
  t.equal(report?.reports.length, 1);
  t.same(
    report?.reports[0]?.names.map(({ name, covered }) => (covered ? name : `!${name}`)),
    ['kubernetes', '127.0.0.1', '!api.example.com'],
  );
  for (const { shown } of report?.reports[0]?.names ?? []) t.equal(shown, undefined, 'all are shown the same');
});

void t.test(
  'the certificates of its CA, in the order of the config; those that cannot be decoded are left out',
  async (t) => {
    const next = await createAuthority({ commonName: 'next' });
    const caOf = async (...ca: readonly Uint8Array[]) => {
      const [report] = await probeTargets([sourceOf({ ca })], probeDependencies(), Infinity);
      return { ca: report?.ca.map(({ subjectCommonName }) => subjectCommonName), truncated: report?.truncated };
    };
    t.same(await caOf(), { ca: [], truncated: [] });
    const two = [next.der, Uint8Array.of(1), authority.der];
    t.same(await caOf(...two), { ca: ['next', 'kubernetes'], truncated: [] });
    const many = (count: number) => Array.from({ length: count }, () => authority.der);
    t.match(await caOf(...many(64)), { ca: { length: 64 }, truncated: [] });
    t.same((await caOf(...many(64), next.der)).ca?.includes('next'), false);
    t.same((await caOf(...many(65))).truncated, ['ca']);
    const [none] = await probeTargets([fixedSource(targetOf())], probeDependencies(), Infinity);
    t.same(none?.ca, [], 'no CA');
  },
);

void t.test('a host without an address: up is 0, and the target is not all discovered', async (t) => {
  const { endpoint } = await start(t);
  const resolve = ({ kind, text }: { readonly kind: string; readonly text: string }) =>
    kind === 'ip' ? Promise.resolve([text]) : Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
  const source = sourceOf({ addresses: ['gone.example', endpoint] });
  const reports = await probeTargets([source], probeDependencies({ resolve }), Infinity);
  t.same(reports.map(summary), [{ prod: ['gone.example:6443 down resolve dns', `${endpoint} up`], discovered: false }]);
});

void t.test('a target whose endpoints are those of an earlier time, or unknown', async (t) => {
  const { endpoint } = await start(t);
  const notes = ['the API server does not answer'];
  const found = (target: Target | undefined): TargetSource => {
    const source = sourceOf({});
    return {
      ...source,
      find: async () => ({ ...(await source.find()), target, success: false, insecure: true, notes }),
    };
  };
  const sources = [found(targetOf({ addresses: [endpoint] })), found(undefined)];
  const reports = await probeTargets(sources, probeDependencies(), Infinity);
  t.same(reports.map(summary), [
    { prod: [`${endpoint} up`], discovered: false },
    { prod: [], discovered: false },
  ]);
  for (const report of reports) t.match(report, { notes, insecure: true });
});

void t.test('shows at any moment what is known by then', async (t) => {
  const { endpoint } = await start(t);
  const seen: unknown[] = [];
  const dependencies = probeDependencies({
    dial: (options) => {
      const socket = connect(options);
      // What was served is decoded and judged in the next turns.
      socket.once('secureConnect', () =>
        setImmediate(() => setImmediate(() => setImmediate(() => seen.push(summary(probe.soFar()))))),
      );
      return socket;
    },
  });
  const probe = probeTarget(sourceOf({ addresses: [endpoint], loopback: false }), dependencies, Infinity);
  t.same(summary(probe.soFar()), { prod: [], discovered: false });
  await probe.done;
  t.same(seen, [{ prod: [`${endpoint} up`], discovered: true }]);
});

void t.test('thousands of notes are a short list', async (t) => {
  const notes = Array<string>(4_832).fill('x'.repeat(5_000));
  const found = { target: undefined, success: false, insecure: false, notes };
  const source: TargetSource = { ...sourceOf({}), find: () => Promise.resolve(found) };
  const report = await probeTarget(source, probeDependencies(), Infinity).done;
  t.equal(report.notes.length, 21);
  t.equal(report.notes.at(-1), '… and 4,812 more');
  t.ok(report.notes.join('').length < 21_000);
});
