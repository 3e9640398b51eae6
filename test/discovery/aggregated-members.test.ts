import t from 'tap';
import { createAggregatedMembers } from '../../src/discovery/aggregated-members.js';
import type { AggregatedServer } from '../../src/kube/list-aggregated.js';
import type { Backends } from '../../src/kube/service-backends.js';
import { direct } from '../../src/net/proxy-environment.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { aggregatedServer, backendsAt, bundleOf } from './aggregated-fixture.js';

const config = await targetConfigWith({ name: 'east', addresses: ['10.9.9.9'] });
const circumstances = { config: { ...config, keepRemoved: 60 }, proxyFor: direct };
const none: Backends = { ok: false, isKnown: true, note: 'service kube-system/metrics-server has no endpoints' };
const unknown: Backends = { ok: false, isKnown: false, note: 'status 403' };

/** Members at a time in seconds, and what the first one finds. */
function members() {
  let now = 0;
  const membersOf = createAggregatedMembers(() => now * 1000);
  const list = (seconds: number, ...servers: readonly AggregatedServer[]) => {
    now = seconds;
    return membersOf(servers, circumstances);
  };
  return {
    list,
    found: async (seconds: number, server: AggregatedServer) => {
      const [member] = list(seconds, server);
      const { success, notes, target } = await (member?.ok ? member.make('its name') : assert()).find();
      return {
        success,
        notes,
        addresses: target?.addresses.map(({ host }) => host.text),
        ca: target?.ca,
        name: target?.name,
      };
    },
  };
}

function assert(): never {
  throw new Error('no member');
}

void t.test('one for each server, under the name of its service', async (t) => {
  const { list, found } = members();
  const other = { ...aggregatedServer(), apiServices: ['v1.other'] as const, trust: bundleOf('b') };
  t.match(list(0, aggregatedServer(), other), [
    { key: 'east/metrics-server.kube-system', name: 'east/metrics-server.kube-system', ok: true },
    { name: 'east/metrics-server.kube-system/v1.other' },
  ]);
  t.match(await found(0, aggregatedServer()), { success: true, notes: [], addresses: ['10.0.0.1'], name: 'its name' });
});

void t.test('a source shows each further list', async (t) => {
  const { list } = members();
  const [member] = list(0, aggregatedServer());
  const source = member?.ok ? member.make('its name') : assert();
  const [next] = list(1, aggregatedServer(backendsAt('10.0.0.2')));
  t.match(await source.find(), { target: { addresses: [{ host: { text: '10.0.0.2' } }] } });
  t.match(next, { version: member?.ok ? member.version : assert() });
  t.match(source, { name: 'its name', labels: {}, timeout: config.timeout });
});

void t.test('the CA is the same object until it changes', async (t) => {
  const { found } = members();
  const { ca } = await found(0, aggregatedServer());
  t.equal((await found(1, aggregatedServer())).ca, ca);
  t.not((await found(2, aggregatedServer(undefined, bundleOf('b')))).ca, ca);
});

void t.test('where there is nothing any more, what was known is probed for a while', async (t) => {
  const { found } = members();
  t.match(await found(0, aggregatedServer(none)), { success: false, notes: [none.note], addresses: [] });
  const odd = { ...backendsAt('10.0.0.1'), notes: ['not ready'] };
  t.match(await found(100, aggregatedServer(odd)), { success: true, notes: ['not ready'] });
  const kept = { success: false, notes: [none.note], addresses: ['10.0.0.1'] };
  t.match(await found(159, aggregatedServer(none)), kept);
  t.match(await found(160, aggregatedServer(none)), { ...kept, addresses: [] });
  t.match(await found(161, aggregatedServer(unknown)), { addresses: [] });
});

void t.test('while nobody knows, it is probed for as long as that lasts', async (t) => {
  const { found } = members();
  await found(0, aggregatedServer());
  t.match(await found(10_000, aggregatedServer(unknown)), {
    success: false,
    notes: ['status 403'],
    addresses: ['10.0.0.1'],
  });
  t.match(await found(10_001, aggregatedServer(none)), { addresses: [] });
});

void t.test('a server that is gone is forgotten', async (t) => {
  const { list, found } = members();
  await found(0, aggregatedServer());
  t.same(list(1), []);
  t.match(await found(2, aggregatedServer(unknown)), { addresses: [] });
});
