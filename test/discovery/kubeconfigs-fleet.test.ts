import t from 'tap';
import type { TargetGroup } from '../../src/discovery/target-group.js';
import type { TargetSource } from '../../src/discovery/target-source.js';
import { listTargets, nameTargets } from '../../src/discovery/targets.js';
import { type FleetDisk, fleetDisk, groupsOn, kubeconfigText } from './fleet-files-fixture.js';

const entry = { name: 'west', kubeconfigs: ['fleet/*'], labels: { env: 'test' }, names: ['api.example'] };

/** The name of each target, and the address or the notes of what is found of it. */
async function shown(groups: readonly TargetGroup[]): Promise<Readonly<Record<string, string>>> {
  const all = await listTargets(nameTargets(groups), Infinity);
  const found = await Promise.all(
    all.map(async ({ name, find }) => {
      const { target, notes, success, fleet } = await find();
      const what = fleet === undefined ? target?.addresses[0]?.host.text : String(fleet.targets);
      return [name, [what, success ? 'ok' : 'failed', ...notes].join(' ')];
    }),
  );
  return Object.fromEntries(found) as Readonly<Record<string, string>>;
}

function thirty(): FleetDisk {
  return fleetDisk(
    Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`/etc/fleet/${at}`, kubeconfigText([`c${at}`])])),
  );
}

void t.test('each context of each file, with the settings of the entry', async (t) => {
  const disk = fleetDisk({ '/etc/fleet/a': kubeconfigText(['one', 'two']), '/etc/fleet/b': kubeconfigText(['three']) });
  const groups = await groupsOn(disk, [entry]);
  t.same(await shown(groups), {
    west: '3 ok',
    one: 'one.example ok',
    two: 'two.example ok',
    three: 'three.example ok',
  });
  const one = await nameTargets(groups).find('one', Infinity);
  t.match(one, { name: 'one', labels: { env: 'test' } });
  t.match((await one?.find())?.target, {
    name: 'one',
    names: [{ host: { text: 'one.example' } }, { host: { text: 'api.example' } }],
  });
  t.equal((await one?.find())?.target?.login?.token?.reveal(), 'secret');
});

void t.test('one broken kubeconfig of 30 changes nothing of the 29 others, and nothing is parsed twice', async (t) => {
  const disk = thirty();
  const targets = nameTargets(await groupsOn(disk, [entry]));
  const [, ...before] = await listTargets(targets, Infinity);
  const loginsOf = (all: readonly TargetSource[]) =>
    Promise.all(all.map(async ({ find }) => (await find()).target?.login?.token));
  const logins = await loginsOf(before);
  t.same([before.length, disk.parsed], [30, 30]);
  const seven = before.find(({ name }) => name === 'c7');
  const good = kubeconfigText(['c7']);
  const dangling = [good.replace('cluster: c7', 'cluster: gone'), good.replace('user: c7', 'user: gone')];
  for (const text of ['forbidden', '{', '', 'kind: Config\n', ...dangling, good.replace('https:', 'ftp:')]) {
    disk.files.set('/etc/fleet/7', text);
    const [, ...now] = await listTargets(targets, Infinity);
    t.ok(now.length === 30 && now.every((source, at) => source === before[at]), 'the same sources');
    const after = await loginsOf(now);
    t.ok(
      after.every((login, at) => login !== undefined && login === logins[at]),
      'all that was known',
    );
    const { success, notes, target } = (await seven?.find()) ?? {};
    t.match([success, notes?.length, notes?.[0], target?.addresses[0]?.host.text], [false, 1, /fleet.7/, 'c7.example']);
    for (const source of now) if (source !== seven) t.match(await source.find(), { success: true, notes: [] });
  }
  const { parsed } = disk;
  disk.files.set('/etc/fleet/7', good);
  for (let time = 0; time < 3; time += 1) t.equal((await listTargets(targets, Infinity)).length, 31);
  t.match(await seven?.find(), { success: true, notes: [] });
  t.equal(disk.parsed, parsed + 1);
});

void t.test('one that was never read is a target that says why', async (t) => {
  const disk = fleetDisk({ '/etc/fleet/a.conf': kubeconfigText(['a']), '/etc/fleet/b.conf': '{' });
  const groups = await groupsOn(disk, [entry]);
  t.match(await shown(groups), { west: '2 ok', a: 'a.example ok', b: /^ failed \/etc\/fleet\/b\.conf:1:2: / });
  disk.files.set('/etc/fleet/b.conf', kubeconfigText(['b', 'c']));
  t.same(await shown(groups), { west: '3 ok', a: 'a.example ok', b: 'b.example ok', c: 'c.example ok' });
});

void t.test('contexts that one name leads to, a pattern that leads nowhere, and a file that vanishes', async (t) => {
  const disk = fleetDisk({ '/etc/fleet/x': kubeconfigText(['admin']), '/etc/fleet/y': kubeconfigText(['admin']) });
  const groups = await groupsOn(disk, [entry, { name: 'admin', addresses: ['10.0.0.1'] }]);
  const note = '2 files have a context "admin": the targets are named by their files';
  t.same(await shown(groups), {
    west: `2 ok ${note}`,
    x: 'admin.example ok',
    y: 'admin.example ok',
    admin: '10.0.0.1 ok',
  });
  disk.files.delete('/etc/fleet/x');
  t.same(await shown(groups), { west: '1 ok', 'west/admin': 'admin.example ok', admin: '10.0.0.1 ok' });
  disk.files.clear();
  disk.failures = [
    { path: '/etc/fleet/*', outcome: { state: 'failed', reason: 'missing', message: 'no file matches' } },
  ];
  t.same(await shown(groups), { west: '0 failed /etc/fleet/*: no file matches', admin: '10.0.0.1 ok' });
});

void t.test('a context that changes is made anew, its neighbours are not', async (t) => {
  const disk = fleetDisk({ '/etc/fleet/a': kubeconfigText(['one', 'two']) });
  const targets = nameTargets(await groupsOn(disk, [entry]));
  const find = async (name: string) => (await (await targets.find(name, Infinity))?.find())?.target;
  await listTargets(targets, Infinity);
  const [one, two] = [await find('one'), await find('two')];
  disk.files.set('/etc/fleet/a', kubeconfigText(['one', 'two']).replace('two.example', 'other.example'));
  await listTargets(targets, Infinity);
  t.equal((await find('two'))?.addresses[0]?.host.text, 'other.example');
  t.not((await find('two'))?.login, two?.login);
  t.equal((await find('one'))?.login, one?.login);
});
