import t from 'tap';
import { foundBy, noListInTime, serverTarget, type TargetBase } from '../../src/discovery/found-by-list.js';
import type { Discovered, ListState } from '../../src/discovery/instance-list.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { accessTo } from '../kube/simulated-api.js';
import { targetOf } from '../probe/endpoint-fixture.js';

const config = { ...(await targetConfigWith({ name: 'prod', addresses: ['also.example.com'] })), addresses: [] };
const base: TargetBase = targetOf();
const circumstances = { base, config, access: accessTo(6443), isLoginRead: true, notes: ['of the login'] };
const optional = { ...circumstances, config: { ...config, kubectlServer: 'instead' } } as const;
const demanded = { ...circumstances, config: { ...config, kubectlServer: 'also' } } as const;

const list = (...ips: readonly string[]): Discovered => ({
  ok: true,
  instances: ips.map((ip) => ({ ip, port: 6443, ready: true, nodeName: undefined })),
  source: 'discovery.k8s.io/v1',
  clusterIps: ['10.96.0.1'],
  nodes: { ok: true, nodes: [] },
  notes: [],
});
const listed: ListState = {
  list: list('10.0.0.1', '10.0.0.2'),
  count: { listed: 2, expected: undefined, missing: [], cannotTell: undefined },
  success: true,
  refused: false,
  notDialled: [],
  notes: [],
};
const needs = 'list on endpointslices (discovery.k8s.io) in namespace default';
const failed: ListState = {
  ...listed,
  list: undefined,
  success: false,
  notes: [`https://127.0.0.1:6443: status 403; needed: ${needs}`],
  failure: { kind: 'forbidden', message: 'status 403', needs },
};
const texts = (side: ReturnType<typeof foundBy>['target']) => side?.addresses.map(({ host }) => host.text);

void t.test('each instance that is listed, and in a check the server beside them', (t) => {
  const scope = { kind: 'instances', addresses: ['10.0.0.1:6443', '10.0.0.2:6443'] };
  t.match(foundBy(listed, circumstances), { success: true, scope, server: undefined, notes: ['of the login'] });
  for (const checking of [optional, demanded]) {
    const found = foundBy(listed, checking);
    t.match(found, { success: true, scope, mayFallBack: checking === optional });
    t.same([texts(found.server), texts(found.target)], [['127.0.0.1'], ['10.0.0.1', '10.0.0.2']]);
  }
  t.end();
});

void t.test('without a list: nothing, or the server that kubectl dials', (t) => {
  t.match(foundBy(failed, circumstances), { target: undefined, success: false, notes: ['of the login', /403/] });
  const found = foundBy(failed, optional);
  t.match(found, { success: true, scope: { kind: 'server', because: `needs ${needs}`, outOfReach: [] } });
  t.same([texts(found.target), found.notes], [['127.0.0.1'], ['of the login']]);
  t.match(foundBy(failed, { ...optional, isLoginRead: false }), { success: false });
  t.match(foundBy(noListInTime(config), optional), {
    scope: { because: 'the list of API servers did not arrive within 5 s' },
  });
  t.match(foundBy(failed, demanded), { success: false, target: { addresses: [{ port: 6443 }] }, scope: undefined });
  t.end();
});

void t.test('a list that leads nowhere that may be dialled is none', (t) => {
  const sifted: ListState = {
    ...listed,
    list: list(),
    success: false,
    notDialled: ['api'],
    notes: ['127.0.0.9 is not dialled'],
  };
  t.match(foundBy(sifted, optional), { success: true, scope: { kind: 'server', because: '127.0.0.9 is not dialled' } });
  t.match(foundBy(sifted, demanded), { success: false, scope: { kind: 'instances', addresses: [] } });
  t.end();
});

void t.test('behind a gateway, the names of the instances are judged there only if it is alone', (t) => {
  const names = [{ kind: 'dns', text: 'api.example.com' } as const];
  const through = { ...optional, config: { ...optional.config, names } };
  const state = { ...listed, list: { ...list('10.0.0.1'), gateway: true } };
  const found = foundBy(state, through);
  t.match(found, { namesElsewhere: ['api.example.com'], target: { isCaOfGateway: true } });
  t.match(found.server?.names, [{ host: { text: '127.0.0.1' } }, { host: { text: 'api.example.com' } }]);
  t.match(foundBy(state, { ...through, config: { ...config, names } }).server?.names, { length: 1 });
  t.match(serverTarget(base, config, accessTo(1)), { addresses: [{ port: 1 }], names: [{ role: 'client' }] });
  t.end();
});
