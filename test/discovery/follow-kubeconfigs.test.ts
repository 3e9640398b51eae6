import t from 'tap';
import { createFollowKubeconfigs, type FollowDependencies } from '../../src/discovery/follow-kubeconfigs.js';
import type { KubeconfigSecret, SecretReading } from '../../src/kube/kubeconfig-secrets.js';
import { accessTo } from '../kube/simulated-api.js';

const secret = (cluster: string, resourceVersion = '1', uid = 'u'): KubeconfigSecret => ({
  namespace: 'fleet',
  cluster,
  uid,
  resourceVersion,
});

const credentials = {
  ok: true,
  credentials: { ca: undefined, clientCertificate: undefined, token: undefined },
} as const;

/** Secrets hold the text that `contents` gives, and `bad` is no kubeconfig. */
function api(contents: Readonly<Record<string, string | SecretReading>>, change: Partial<FollowDependencies> = {}) {
  const asked: string[] = [];
  const dependencies: FollowDependencies = {
    read: ({ cluster, resourceVersion }) => {
      asked.push(cluster);
      const content = contents[cluster] ?? 'good';
      const ok = { ok: true, bytes: Buffer.from(typeof content === 'string' ? content : ''), resourceVersion } as const;
      return Promise.resolve(typeof content === 'string' ? ok : content);
    },
    judge: (bytes, place) =>
      Promise.resolve(
        Buffer.from(bytes).toString() === 'bad'
          ? { ok: false, problems: [{ file: place, path: 'clusters', message: 'no' }] }
          : { ok: true, access: accessTo(6443), credentials },
      ),
    hasTime: () => true,
    ...change,
  };
  return { asked, dependencies };
}

const problems = (followed: readonly { readonly problem: string | undefined }[]) =>
  followed.map(({ problem }) => problem);

void t.test('only what has changed is read', async (t) => {
  const follow = createFollowKubeconfigs();
  const first = api({});
  const before = await follow([secret('a'), secret('b')], first.dependencies);
  t.same(first.asked, ['a', 'b']);
  const second = api({ a: 'other', b: 'good' });
  const after = await follow([secret('a', '2'), secret('b', '2'), secret('c')], second.dependencies);
  t.same(second.asked, ['a', 'b', 'c']);
  t.not(after[0]?.usable?.reading, before[0]?.usable?.reading);
  t.equal(after[1]?.usable?.reading, before[1]?.usable?.reading, 'a change of its metadata alone changes nothing');
  const third = api({});
  t.same(problems(await follow([secret('a', '2'), secret('c')], third.dependencies)), [undefined, undefined]);
  t.same(third.asked, []);
  await follow([secret('a', '2'), secret('b', '2'), secret('c', '1', 'anew')], third.dependencies);
  t.same(third.asked, ['b', 'c'], 'what was gone, and another Secret of the same name');
});

void t.test('each fault is that of one cluster, and what was known stays', async (t) => {
  const follow = createFollowKubeconfigs();
  const secrets = ['a', 'b', 'c', 'd', 'e'].map((cluster) => secret(cluster));
  const before = await follow(secrets, api({}).dependencies);
  const changed = secrets.map((one) => ({ ...one, resourceVersion: '2' }));
  const faulty = api({
    a: 'bad',
    b: { ok: false, kind: 'unusable', message: 'Secret fleet/b-kubeconfig has no `value`', resourceVersion: '2' },
    c: { ok: false, kind: 'refused', message: 'status 403' },
    d: { ok: false, kind: 'gone', message: 'status 404' },
  });
  const after = await follow(changed, faulty.dependencies);
  t.same(
    after.map(({ secret: { cluster } }) => cluster),
    ['a', 'b', 'c', 'e'],
    'one that was deleted meanwhile is left out',
  );
  t.same(problems(after), [
    'Secret fleet/a-kubeconfig: clusters: no',
    'Secret fleet/b-kubeconfig has no `value`',
    'Secret fleet/c-kubeconfig cannot be read: status 403',
    undefined,
  ]);
  for (const at of [0, 1, 2]) t.equal(after[at]?.usable?.reading, before[at]?.usable?.reading);
  const again = api({ c: 'other' });
  const repaired = await follow(changed, again.dependencies);
  t.same(again.asked, ['d', 'c'], 'what could not be read is read again, and last');
  t.equal(problems(repaired)[2], undefined);
});

void t.test('an API that does not answer is not asked for each', async (t) => {
  const follow = createFollowKubeconfigs();
  const secrets = Array.from({ length: 100 }, (_, index) => secret(`c${index}`));
  const silent = { ok: false, kind: 'unanswered', message: 'no whole answer within 5 s' } as const;
  const dead = api(Object.fromEntries(secrets.map(({ cluster }) => [cluster, silent])));
  const followed = await follow(secrets, dead.dependencies);
  t.equal(followed.length, 100);
  t.equal(new Set(problems(followed)).size, 100, 'each names its own Secret');
  t.match(problems(followed)[99], 'Secret fleet/c99-kubeconfig cannot be read: no whole answer within 5 s');
  t.ok(dead.asked.length < 20, `${dead.asked.length} requests`);
});

void t.test('one that never answers holds up no other', async (t) => {
  const follow = createFollowKubeconfigs();
  const silent = { ok: false, kind: 'unanswered', message: 'late' } as const;
  const slow = { a: silent, b: silent, c: silent, d: silent };
  const secrets = [...Object.keys(slow), ...Array.from({ length: 20 }, (_, index) => `c${index}`)].map((cluster) =>
    secret(cluster),
  );
  await follow(secrets, api(slow).dependencies);
  const second = await follow(secrets, api(slow).dependencies);
  t.same(
    second.filter(({ usable }) => usable === undefined).map(({ secret: { cluster } }) => cluster),
    Object.keys(slow),
  );
});

void t.test('without time, the rest is read later', async (t) => {
  const follow = createFollowKubeconfigs();
  const secrets = Array.from({ length: 20 }, (_, index) => secret(`c${index}`));
  let left = 10;
  const { dependencies, asked } = api({}, { hasTime: () => left-- > 0 });
  const first = await follow(secrets, dependencies);
  t.equal(asked.length, 10);
  t.match(problems(first).at(-1), 'Secret fleet/c19-kubeconfig has not been read yet, for want of time');
  left = Infinity;
  t.same(new Set(problems(await follow(secrets, dependencies))), new Set([undefined]));
  t.equal(asked.length, 20);
});
