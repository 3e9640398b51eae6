import { connect } from 'node:tls';
import t from 'tap';
import { parseProxyUrl } from '../../src/net/proxy.js';
import type { Dial } from '../../src/probe/handshake.js';
import { probeAddress } from '../../src/probe/probe-address.js';
import type { ProbeDependencies } from '../../src/probe/probe-dependencies.js';
import { startConnectProxy } from '../fixtures/proxy.js';
import { type TargetChange, targetOf } from './endpoint-fixture.js';
import { createCluster, probeDependencies } from './simulated-cluster.js';

const { authority, start } = await createCluster();

/** Probes one address to the end. */
async function probe(address: string, dependencies: ProbeDependencies, change: TargetChange = {}) {
  const target = targetOf({ ca: [authority.der], addresses: [address], ...change });
  const { done } = probeAddress({ target, address: target.addresses[0]! }, dependencies, Infinity);
  return await done;
}

/** IPv6 beyond loopback has no route here. */
const dial: Dial = (options) =>
  options.host?.startsWith('fd00') === true
    ? connect(options).destroy(Object.assign(new Error('connect'), { code: 'ENETUNREACH' }))
    : connect(options);

const ips = (...all: readonly string[]) => probeDependencies({ resolve: () => Promise.resolve(all), dial });

void t.test('an address that clients do not need is a note, and no endpoint', async (t) => {
  const { port } = await start(t);
  const name = `kubernetes:${port}`;
  const good = `127.0.0.1:${port}`;
  const probed = async (dependencies: ProbeDependencies, change: TargetChange = {}) => {
    const { reports, notes } = await probe(name, dependencies, change);
    return { addresses: reports.map(({ address }) => address), notes };
  };
  t.same(await probed(ips('127.0.0.1', 'fd00::1')), {
    addresses: [good],
    notes: [
      `of ${name}, [fd00::1]:${port} is left out: there is no route to the network of the host, or this host has no address of its family (no_route), but ${good} answers, and clients use whichever address family does`,
    ],
  });
  t.match(await probed(ips('127.0.0.1', '::1')), { addresses: [good], notes: [/\(refused\)/] }, 'localhost');
  const both = [`127.0.0.2:${port}`, `[fd00::1]:${port}`];
  t.same(await probed(ips('127.0.0.2', 'fd00::1')), { addresses: both, notes: [] }, 'none answers');
  const dead = [good, `127.0.0.2:${port}`];
  t.same(await probed(ips('127.0.0.1', '127.0.0.2'), { anyFamily: true }), { addresses: dead, notes: [] });
});

void t.test('one address family', async (t) => {
  const { port } = await start(t);
  const name = `kubernetes:${port}`;
  const only4 = await probe(name, ips('127.0.0.1', 'fd00::1'), { addressFamily: 'ipv4' });
  t.match(only4, { notes: { length: 0 }, reports: { length: 1, 0: { failures: { length: 0 } } } });
  const only6 = await probe(name, ips('127.0.0.1'), { addressFamily: 'ipv6' });
  t.match(only6, { found: false, reports: [{ failures: [{ probe: 'resolve', reason: 'dns' }] }] });
  const written = await probe(`[fd00::1]:${port}`, ips('fd00::1'), { addressFamily: 'ipv4' });
  t.match(written.reports, [{ failures: [{ probe: 'serving', reason: 'no_route' }] }], 'a written IP counts');
});

void t.test('behind a proxy, a name is one endpoint, which the proxy resolves', async (t) => {
  const { port } = await start(t);
  const proxy = await startConnectProxy(t, { hosts: { kubernetes: '127.0.0.1' } });
  const resolve = () => t.fail('nothing is resolved here') as never;
  const proxyFor = () => parseProxyUrl(`http://127.0.0.1:${proxy.port}`);
  const { reports } = await probe(`kubernetes:${port}`, probeDependencies({ resolve }), { proxyFor });
  t.match(reports, [{ address: `kubernetes:${port}`, failures: { length: 0 }, names: [{ covered: true }] }]);
  t.match(reports, [{ phases: { resolve: undefined, connect: Number } }]);
  t.same([...new Set(proxy.asked)], [`kubernetes:${port}`]);
});
