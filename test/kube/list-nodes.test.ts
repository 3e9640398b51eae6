import t from 'tap';
import type { ApiAnswer } from '../../src/kube/api-answer.js';
import type { ApiFailureKind } from '../../src/kube/api-failure.js';
import { createNodeLister } from '../../src/kube/list-nodes.js';
import { systemClock } from '../../src/net/clock.js';
import { accessTo } from './simulated-api.js';

const node = { metadata: { name: 'cp-1' }, status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } };
const none = { items: [] };

/** An API with these answers for the two labels: JSON, or the kind of a failure. */
function api(answers: { readonly 'control-plane': unknown; readonly master?: unknown }) {
  const asked: string[] = [];
  const get = (path: string): Promise<ApiAnswer> => {
    const label = path.endsWith('master') ? 'master' : 'control-plane';
    asked.push(label);
    const answer = answers[label] ?? none;
    return Promise.resolve(
      typeof answer === 'string'
        ? { ok: false, failure: { kind: answer as ApiFailureKind, message: answer } }
        : { ok: true, json: answer, verifiedAs: undefined },
    );
  };
  return { access: accessTo(6443), get, asked };
}

void t.test('the nodes of the control plane, by either label', async (t) => {
  const list = createNodeLister(systemClock, 5);
  const found = { ok: true, nodes: [{ name: 'cp-1' }] };
  const labelled = api({ 'control-plane': { items: [node] } });
  t.match(await list(labelled), found);
  t.same(labelled.asked, ['control-plane']);
  const old = api({ 'control-plane': none, master: { items: [node] } });
  t.match(await list(old), found);
  t.same(old.asked, ['control-plane', 'master']);
  t.same(await list(api({ 'control-plane': none })), { ok: true, nodes: [] }, 'a managed control plane has none');
});

void t.test('half a list is a failure, not fewer nodes', async (t) => {
  const list = createNodeLister(systemClock, 5);
  for (const half of [{}, { items: [node, {}] }, { items: [node], metadata: { continue: 'x' } }])
    t.match(await list(api({ 'control-plane': half })), { ok: false, failure: { kind: 'malformed' } });
});

void t.test('the forbidden is requested again after ten minutes, any other failure at once', async (t) => {
  let now = 0;
  const list = createNodeLister({ ...systemClock, monotonic: () => now }, 5);
  const answers: { 'control-plane': unknown } = { 'control-plane': 'forbidden' };
  const client = api(answers);
  const forbidden = { ok: false, failure: { kind: 'forbidden' } };
  t.match(await list(client), forbidden);
  now = 599_999;
  answers['control-plane'] = { items: [node] };
  t.match(await list(client), forbidden);
  t.equal(client.asked.length, 1);
  now = 600_000;
  t.match(await list(client), { ok: true });
  for (const kind of ['timeout', 'unauthorized', 'status', 'too_large']) {
    answers['control-plane'] = kind;
    t.match(await list(client), { ok: false, failure: { kind } });
    answers['control-plane'] = { items: [node] };
    t.match(await list(client), { ok: true });
  }
});

void t.test('nodes that do not come hold nothing up', async (t) => {
  const list = createNodeLister(systemClock, 0.02);
  const silent = { access: accessTo(6443), get: () => new Promise<ApiAnswer>(() => undefined) };
  t.match(await list(silent), { ok: false, failure: { kind: 'timeout', message: /no whole list of nodes/ } });
});
