import t from 'tap';
import { createInstanceList, type FrontedDiscovery } from '../../src/discovery/instance-list.js';
import type { NodeListing } from '../../src/kube/list-nodes.js';
import { instanceAt, nodeWith } from './control-plane-fixture.js';

const [hour, minute] = [3_600_000, 60_000];
const failed: FrontedDiscovery = { ok: false, failure: { kind: 'timeout', message: 'no answer' }, notes: [] };

function found(ips: readonly string[], nodes: NodeListing): Extract<FrontedDiscovery, { ok: true }> {
  const instances = ips.map((ip) => instanceAt(ip));
  return { ok: true, instances, source: 'discovery.k8s.io/v1', clusterIps: [], nodes, notes: [] };
}

/** A list that is asked an hour after the last answer, and what it says once it knows the new one. */
function listOf(instances?: number) {
  let [now, answer] = [0, failed];
  const discover = () => Promise.resolve(answer);
  const list = createInstanceList(discover, { discoveryInterval: 60, keepRemoved: 3600, instances }, () => now);
  return async (next: FrontedDiscovery, wait = hour) => {
    [now, answer] = [now + wait, next];
    await list();
    return await list();
  };
}

void t.test('how many are listed, and how many there should be', async (t) => {
  const ask = listOf(3);
  t.match((await ask(failed)).count, {
    listed: undefined,
    expected: { count: 3, source: 'config' },
    cannotTell: 'no_list',
  });
  const refused = [{ ip: '127.0.0.1', kind: 'loopback' }] as const;
  const none = { ok: true, nodes: [] } as const;
  t.match((await ask({ ...found(['10.0.0.1'], none), refused })).count, { listed: 2 }, 'also one that is not dialled');
  t.match((await ask(failed)).count, { listed: 2, cannotTell: undefined }, 'the last number stays, as the list does');
});

void t.test('a dead server is probed as long as its node exists, also while nodes cannot be listed', async (t) => {
  const ask = listOf();
  const nodes = [nodeWith('cp-1', '10.0.0.1'), nodeWith('cp-2', '10.0.0.2')];
  const ipsIn = async (discovery: FrontedDiscovery) => {
    const { list, count, notes } = await ask(discovery);
    return { ips: list?.instances.map(({ ip }) => ip), count, notes };
  };
  await ask(found(['10.0.0.1', '10.0.0.2'], { ok: true, nodes }));
  t.match(await ipsIn(found(['10.0.0.1'], { ok: true, nodes })), {
    ips: ['10.0.0.1', '10.0.0.2'],
    count: { listed: 1, expected: { count: 2, source: 'nodes' }, missing: [{ name: 'cp-2', ips: ['10.0.0.2'] }] },
    notes: ['10.0.0.2:6443 is no longer listed, and is probed as long as node cp-2 exists'],
  });
  const silent = { ok: false, failure: { kind: 'timeout', message: '' } } as const;
  t.match(await ipsIn(found(['10.0.0.1'], silent)), {
    ips: ['10.0.0.1', '10.0.0.2'],
    count: { missing: [{ name: 'cp-2' }] },
  });
  t.match(await ipsIn(found(['10.0.0.1'], { ok: true, nodes: nodes.slice(0, 1) })), {
    ips: ['10.0.0.1'],
    count: { listed: 1, expected: { count: 1 }, missing: [] },
    notes: [],
  });
});

void t.test('a kept server counts against the limit of one list', async (t) => {
  const ask = listOf();
  const many = (from: number) => Array.from({ length: 255 }, (_, at) => `10.${from}.0.${at}`);
  const unknown = { ok: false, failure: { kind: 'forbidden', message: '' } } as const;
  await ask(found(many(1), unknown), minute);
  const { list, count } = await ask(found(many(2), unknown), minute);
  t.equal(list?.instances.length, 256);
  t.equal(count.listed, 255);
});
