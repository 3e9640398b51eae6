import t from 'tap';
import { singleGroup } from '../../src/discovery/target-group.js';
import { fixedSource, type TargetSource } from '../../src/discovery/target-source.js';
import { nameTargets } from '../../src/discovery/targets.js';
import { allowedIn, parseNetwork } from '../../src/net/network.js';
import type { ProbeDependencies } from '../../src/probe/probe-dependencies.js';
import { probeTarget } from '../../src/probe/probe-target.js';
import { createAdHocProbes, createAdHocSlots } from '../../src/scrape/ad-hoc-probes.js';
import { probeRefusals, answerProbeRequest } from '../../src/scrape/probe-request.js';
import type { RunningConfig } from '../../src/scrape/running-config.js';
import { createSingleFlight } from '../../src/scrape/single-flight.js';
import { targetOf } from '../probe/endpoint-fixture.js';
import { probeDependencies } from '../probe/simulated-cluster.js';

/** What was dialled, in order; nothing answers. */
function probeOf(
  source: TargetSource,
  change: Partial<ProbeDependencies> = {},
  networks = [parseNetwork('10.9.0.0/16')!],
) {
  const dialled: string[] = [];
  const dependencies = probeDependencies({
    dial: ({ host, port }) => {
      dialled.push(`${host}:${port}`);
      throw Object.assign(new Error(), { code: 'ECONNREFUSED' });
    },
    ...change,
  });
  const running: RunningConfig = {
    config: { targets: [], probe: { allowNetworks: networks } } as never,
    groups: [singleGroup(source)],
    targets: nameTargets([singleGroup(source)]),
    probes: createSingleFlight({
      begin: (each: TargetSource) => probeTarget(each, dependencies, Infinity),
      clock: dependencies.clock,
    }),
    files: { join: () => Promise.resolve([]) },
    adHoc: createAdHocProbes(dependencies, {
      allowed: allowedIn(networks),
      probed: () => undefined,
      slots: createAdHocSlots(),
    }),
    dependencies,
  };
  const probe = (address?: string, target = 'prod', deadline = Infinity) =>
    answerProbeRequest(running, { target, address }, deadline);
  return { probe, dialled };
}

const own = targetOf({ addresses: ['10.0.0.1', '[fd00::1]:7443', 'api.example:443'], loopback: false });

/** The addresses of the reports, or why there are none. */
function shown(result: Awaited<ReturnType<typeof answerProbeRequest>>): readonly string[] | string {
  return result.ok ? result.report.reports.map(({ address }) => address) : result.because;
}

void t.test('the whole target', async (t) => {
  const { probe } = probeOf(fixedSource(own));
  t.same(shown(await probe()), ['10.0.0.1:6443', '[fd00::1]:7443', '127.0.0.1:443']);
  t.equal(shown(await probe(undefined, 'other')), 'unknown_target');
});

void t.test('one of its addresses, however it is spelled', async (t) => {
  const { probe, dialled } = probeOf(fixedSource(own));
  const table: readonly [asked: string, shown: string][] = [
    ['10.0.0.1:6443', '10.0.0.1:6443'],
    ['10.0.0.1', '10.0.0.1:6443'],
    ['[::ffff:10.0.0.1]:6443', '10.0.0.1:6443'],
    ['https://10.0.0.1:6443/', '10.0.0.1:6443'],
    ['[FD00:0::1]:7443', '[fd00::1]:7443'],
    ['127.0.0.1:443', '127.0.0.1:443'],
    ['API.example.:443', '127.0.0.1:443'],
  ];
  for (const [asked, address] of table) t.same(shown(await probe(asked)), [address], asked);
  t.same(new Set(dialled), new Set(['10.0.0.1:6443', 'fd00::1:7443', '127.0.0.1:443']));
});

void t.test('any other address only inside the networks, and nothing else is dialled then', async (t) => {
  const { probe, dialled } = probeOf(fixedSource(own));
  for (const address of ['10.0.0.1:7443', '10.0.0.2', '127.0.0.1', 'other.example', '10.10.0.1']) {
    t.equal(shown(await probe(address)), 'not_allowed', address);
  }
  for (const address of ['', 'a b', '10.0.0.256', 'http://10.9.0.1', '10.9.0.1:0']) {
    t.equal(shown(await probe(address)), 'malformed_address', address);
  }
  t.same(dialled, []);
  t.same(shown(await probe('10.9.0.1')), ['10.9.0.1:6443']);
  t.same(dialled, ['10.9.0.1:6443']);
});

void t.test('where no network is allowed, no name is resolved', async (t) => {
  const resolved: string[] = [];
  const resolve: ProbeDependencies['resolve'] = ({ text }) => {
    resolved.push(text);
    return Promise.resolve(['10.9.0.1']);
  };
  const { probe, dialled } = probeOf(fixedSource(own), { resolve }, []);
  t.equal(shown(await probe('elsewhere.example:8443')), 'not_allowed');
  t.same([resolved, dialled], [[], []]);
});

void t.test('a name that nobody knows now shows as the target shows it', async (t) => {
  const { probe } = probeOf(fixedSource(own), {
    resolve: ({ kind, text }) =>
      kind === 'ip' ? Promise.resolve([text]) : Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
  });
  t.same(shown(await probe('api.example:443')), ['api.example:443']);
  t.equal(shown(await probe('127.0.0.1:443')), 'not_allowed');
});

void t.test('a target about which nothing is known has no address', async (t) => {
  const nothing = { target: undefined, success: false, insecure: false, notes: [] };
  const { probe } = probeOf({ name: 'prod', labels: {}, timeout: 1, find: () => Promise.resolve(nothing) });
  t.equal(shown(await probe('10.9.0.1')), 'not_allowed');
  t.same(shown(await probe()), []);
});

void t.test('each refusal says why', (t) => {
  for (const sentence of Object.values(probeRefusals)) t.match(sentence, /^\S.+[^\n]$/);
  t.end();
});
