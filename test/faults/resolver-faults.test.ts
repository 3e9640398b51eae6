import t from 'tap';
import { createResolver, type Lookup } from '../../src/discovery/resolve.js';
import { fixedSource } from '../../src/discovery/target-source.js';
import { systemClock } from '../../src/net/clock.js';
import { probeTargets } from '../../src/probe/probe-target.js';
import { targetOf } from '../probe/endpoint-fixture.js';
import { createCluster, probeDependencies } from '../probe/simulated-cluster.js';

const timeout = 0.3;
const grace = 250;

const failing =
  (code: string): Lookup =>
  () =>
    Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code }));

const late: Promise<never>[] = [];

/** What the resolver does with each host, and what its probe reports. */
const faults: Readonly<Record<string, { readonly lookup: Lookup; readonly fails: string }>> = {
  'silent.example': { lookup: () => new Promise(() => undefined), fails: 'resolve=dns' },
  'late.example': {
    lookup: () => {
      const failure = new Promise<never>((_resolve, reject) =>
        setTimeout(() => reject(new Error('too late')), 1000 * timeout + 50),
      );
      late.push(failure);
      return failure;
    },
    fails: 'resolve=dns',
  },
  'missing.example': { lookup: failing('ENOTFOUND'), fails: 'resolve=dns' },
  'again.example': { lookup: failing('EAI_AGAIN'), fails: 'resolve=dns' },
  'broken.example': { lookup: failing('ESERVFAIL'), fails: 'resolve=dns' },
  'exhausted.example': { lookup: failing('EMFILE'), fails: 'resolve=too_many_open_files' },
  'rebinding.example': { lookup: () => Promise.resolve([{ address: '127.0.0.1' }]), fails: 'resolve=not_allowed' },
  'empty.example': { lookup: () => Promise.resolve([]), fails: 'resolve=dns' },
  // Nothing listens there. Each address that is probed is its own endpoint.
  'hundred.example': {
    lookup: () => Promise.resolve(Array.from({ length: 100 }, (_, i) => ({ address: `127.0.1.${i + 1}` }))),
    fails: Array.from({ length: 64 }, () => 'serving=refused').join(' '),
  },
};

void t.test('a resolver that fails or hangs fails only its own target, in time', async (t) => {
  const cluster = await createCluster();
  const { port } = await cluster.start(t);
  const hosts = [...Object.keys(faults), 'kubernetes'];
  const resolve = createResolver(
    (host, options) => faults[host]?.lookup(host, options) ?? Promise.resolve([{ address: '127.0.0.1' }]),
  );
  const sources = hosts.map((host) =>
    fixedSource(
      targetOf({
        name: host,
        ca: [cluster.authority.der],
        addresses: [`${host}:${port}`],
        timeout,
        ...(host.startsWith('rebinding') && { discoveryAllow: [] }),
      }),
    ),
  );
  const begun = systemClock.monotonic();
  const reports = await probeTargets(sources, probeDependencies({ resolve }), Infinity);
  const took = systemClock.monotonic() - begun;
  t.ok(took < 1000 * timeout + grace, `${Math.round(took)} ms`);
  const reported = reports.map(({ target, reports }) => [
    target.name,
    reports.flatMap(({ failures }) => failures.map(({ probe, reason }) => `${probe}=${reason}`)).join(' '),
  ]);
  const expected = Object.entries(faults).map(([host, { fails }]) => [host, fails]);
  t.same(Object.fromEntries(reported), Object.fromEntries([...expected, ['kubernetes', '']]));
  await Promise.allSettled(late);
});
