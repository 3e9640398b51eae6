import t from 'tap';
import { systemClock } from '../../src/net/clock.js';
import type { ManagementApi } from './management-api.js';
import { good, namesIn, problemOf, secret, startWorkloadList as start } from './workload-list.js';

const lists = (path: string): boolean => path.includes('/secrets?');

void t.test('a management API that fails', async (t) => {
  const { api, list } = await start(t, { timeout: '300ms' });
  for (const name of ['a', 'b']) api.secrets.set(`${name}-kubeconfig`, secret(good()));
  await list();
  const faults: readonly (readonly [ReturnType<ManagementApi['fault']>, RegExp])[] = [
    [403, /^the kubeconfigs cannot be listed: .*status 403.*$/],
    [429, /status 429/],
    [503, /status 503/],
    ['hang', /no whole answer within 0\.3 s/],
  ];
  for (const [fault, note] of faults) {
    api.fault = (path) => (lists(path) ? fault : undefined);
    const listing = await list();
    t.match(listing, { ok: false, notes: [note] });
    t.same(namesIn(listing), ['fleet/a', 'fleet/b'], 'what is known stays');
    t.ok(listing.members.every(({ ok }) => ok));
  }
  for (const [fault, note] of faults.slice(1)) {
    api.fault = (path) => (path.endsWith('a-kubeconfig') ? fault : undefined);
    api.secrets.set('a-kubeconfig', secret(good(), Number(api.secrets.get('a-kubeconfig')?.version) + 1));
    const listing = await list();
    t.match(problemOf(listing, 'fleet/a'), note);
    t.match(listing, { ok: true, members: [{ name: 'fleet/a' }, { name: 'fleet/b', ok: true }] });
  }
  api.fault = () => undefined;
  t.ok((await list()).members.every(({ ok }) => ok));
});

void t.test('a page that the API has forgotten', async (t) => {
  const { api, list } = await start(t);
  for (let index = 0; index < 300; index += 1) api.secrets.set(`c${index}-kubeconfig`, secret(good()));
  let times = 1;
  api.fault = (path) => (lists(path) && path.includes('continue') && times-- > 0 ? 410 : undefined);
  const listing = await list();
  t.equal(listing.ok, true);
  t.equal(listing.members.length, 300);
});

void t.test('a list that goes on for ever', async (t) => {
  let hours = 0;
  const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + hours * 3_600_000 };
  const { api, list } = await start(t, {}, clock);
  for (let index = 0; index < 600; index += 1) api.secrets.set(`c${index}-ca`, secret(good()));
  await list();
  api.asked();
  api.fault = (path) => {
    if (lists(path)) hours += 1;
    return undefined;
  };
  t.match(await list(), { ok: false, notes: [/no whole list within 60 s$/] });
  t.equal(api.asked().filter(lists).length, 1);
});
