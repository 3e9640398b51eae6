import t from 'tap';
import type { FleetListing } from '../../src/discovery/create-fleet.js';
import { addressOf, good, namesIn, problemOf, secret, startWorkloadList as start } from './workload-list.js';

void t.test('clusters come, change and go', async (t) => {
  const { api, list } = await start(t);
  api.secrets
    .set('a-kubeconfig', secret(good()))
    .set('a-ca', secret('key of a CA'))
    .set('b-kubeconfig', secret(good()));
  t.match(await list(), { ok: true, members: [{ name: 'fleet/a', ok: true }, { name: 'fleet/b' }], notes: [] });
  t.notMatch(api.asked().join(), 'a-ca', 'no CA key is read');

  api.secrets.delete('b-kubeconfig');
  api.secrets.set('c-kubeconfig', secret(good())).set('a-kubeconfig', secret(good('10.9.9.9'), 2));
  const second = await list();
  t.same(namesIn(second), ['fleet/a', 'fleet/c']);
  t.same(
    api.asked().filter((path) => path.includes('-kubeconfig')),
    ['/api/v1/namespaces/fleet/secrets/a-kubeconfig', '/api/v1/namespaces/fleet/secrets/c-kubeconfig'],
  );
  await list();
  t.notMatch(api.asked().join(), '-kubeconfig', 'what has not changed is not read');
});

void t.test('a new login is that of the same source, another server is another cluster', async (t) => {
  const { api, list } = await start(t);
  const versions: string[] = [];
  const step = async (value: string): Promise<FleetListing> => {
    api.secrets.set('a-kubeconfig', secret(value, versions.length + 1));
    const listing = await list();
    const [member] = listing.members;
    versions.push(member?.ok === true ? member.version : 'not ok');
    return listing;
  };
  const [first] = (await step(good())).members;
  const source = first?.ok === true ? first.make('fleet/a') : undefined;
  await step(good('10.1.2.3', { token: 'renewed' }));
  t.match(await source?.find(), { target: { addresses: [{ host: { text: '10.1.2.3' } }] }, managedBy: 'Cluster API' });
  await step(good('10.9.9.9'));
  t.equal(versions[0], versions[1]);
  t.not(versions[1], versions[2]);
  t.notMatch(versions.join(), '10.1');
});

void t.test('each bad Secret has a note on its own cluster', async (t) => {
  const { api, list } = await start(t);
  const bad = {
    none: [undefined, /^Secret fleet\/none-kubeconfig has no `value`/],
    other: ['kind: Secret', /^Secret fleet\/other-kubeconfig:1:7: kind: found Secret, expected Config/],
    half: [good().slice(0, 80), /^Secret fleet\/half-kubeconfig:/],
    metadata: [good('169.254.169.254'), /server: leads to 169\.254\.169\.254 .*discoveryAllow$/],
    here: [good('localhost'), /server: leads to 127\.0\.0\.1/],
  } as const;
  for (const [name, [value]] of Object.entries(bad)) api.secrets.set(`${name}-kubeconfig`, secret(value));
  api.secrets.set('good-kubeconfig', secret(good()));
  const listing = await list();
  t.equal(listing.ok, true);
  t.same(listing.notes, []);
  for (const [name, [, note]] of Object.entries(bad)) t.match(problemOf(listing, `fleet/${name}`), note);
  t.equal(await addressOf(listing, 'fleet/good'), '10.1.2.3', 'the others are as ever');
  for (const name of Object.keys(bad)) api.secrets.set(`${name}-kubeconfig`, secret(good(), 2));
  t.ok(
    (await list()).members.every(({ ok }) => ok),
    'repaired',
  );
});

void t.test('names that do not fit', async (t) => {
  const { api, list } = await start(t);
  api.secrets
    .set('a-kubeconfig', secret(good()))
    .set('other-kubeconfig', { ...secret(good()), label: 'a' })
    .set('a-user-kubeconfig', { ...secret(good()), label: 'a' })
    .set('edge/a-kubeconfig', secret(good()));
  const listing = await list();
  t.same(namesIn(listing), ['fleet/a', 'edge/a']);
  t.match(listing.notes, [/^left out, .*: fleet\/other-kubeconfig$/]);
});

void t.test('Clusters that are paused or being deleted', async (t) => {
  const { api, list } = await start(t);
  for (const name of ['a', 'b', 'c']) api.secrets.set(`${name}-kubeconfig`, secret(good()));
  api.clusters
    .set('a', { spec: { paused: true } })
    .set('b', { metadata: { deletionTimestamp: '2026-11-27T00:00:00Z' } });
  const listing = await list();
  t.match(listing, {
    ok: true,
    members: [
      { name: 'fleet/a', notes: [/paused/], ok: true },
      { name: 'fleet/c', notes: [] },
      { name: 'fleet/b', notes: [/^the Cluster is being deleted/], ok: true },
    ],
    notes: [],
  });
  const [, , gone] = listing.members;
  const found = gone?.ok === true ? await gone.make('b').find() : undefined;
  t.match(found, { target: undefined, isIdle: true, success: true });
  t.notMatch(api.asked().join(), 'b-kubeconfig');
  api.fault = (path) => (path.includes('clusters') ? 503 : undefined);
  const later = await list();
  t.same(namesIn(later), ['fleet/a', 'fleet/c', 'fleet/b'], 'what is known of them stays');
  t.match(later, { ok: true, notes: [/^which Clusters are paused .*status 503/] });
});

void t.test('some namespaces only, and one of them forbidden', async (t) => {
  const { api, list } = await start(t, { namespaces: ['fleet', 'edge'] });
  api.secrets.set('a-kubeconfig', secret(good())).set('edge/b-kubeconfig', secret(good()));
  api.secrets.set('other/c-kubeconfig', secret(good()));
  t.same(namesIn(await list()), ['fleet/a', 'edge/b']);
  api.secrets.delete('a-kubeconfig');
  api.fault = (path) => (path.includes('/edge/') ? 403 : undefined);
  const listing = await list();
  t.same(namesIn(listing), ['edge/b'], 'the other one is as it is now');
  t.match(listing, { ok: false, notes: [/needed: list on secrets in namespace edge$/, /needed: list on clusters/] });
});

void t.test('ten thousand Secrets, of which few are kubeconfigs', async (t) => {
  const { api, list } = await start(t);
  for (let index = 0; index < 10_000; index += 1)
    api.secrets.set(index % 1000 === 0 ? `c${index}-kubeconfig` : `c${index}-ca`, secret(good()));
  const begun = performance.now();
  const listing = await list();
  t.comment(`${Math.round(performance.now() - begun)} ms, ${api.asked().length} requests`);
  t.equal(listing.members.length, 10);
});
