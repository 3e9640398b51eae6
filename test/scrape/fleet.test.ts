import { rename, rm, writeFile } from 'node:fs/promises';
import t, { type Test } from 'tap';
import { listTargets } from '../../src/discovery/targets.js';
import type { Exporter } from '../../src/scrape/exporter.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import { exporterOf, healthyServer } from './exporter-fixture.js';
import { wholeText } from '../fixtures/whole-text.js';

const text = (name: string, port: number): string =>
  kubeconfigWith(
    { server: `https://127.0.0.1:${port}`, 'tls-server-name': 'kubernetes' },
    { token: 'secret' },
  ).replaceAll('"a"', JSON.stringify(name));

/** A folder of thirty kubeconfigs of one server, and an exporter that follows them. */
async function thirty(t: Test) {
  const { port } = await healthyServer(t);
  const names = Array.from({ length: 30 }, (_, at) => `c${at}`);
  const folder = t.testdir(Object.fromEntries(names.map((name) => [`${name}.conf`, text(name, port)])));
  const entry = { name: 'west', kubeconfigs: [`${folder}/*.conf`], labels: { env: 'test' } };
  const fixture = await exporterOf({ targets: [entry] });
  return { ...fixture, port, entry, path: (name: string) => `${folder}/${name}.conf` };
}

/** The series of each target, without those whose value is another at each probe. */
async function seriesOf({ collect }: Exporter): Promise<ReadonlyMap<string, readonly string[]>> {
  const { body } = await wholeText(collect(Infinity, 'text'));
  const byTarget = new Map<string, string[]>();
  for (const line of body.split('\n')) {
    const target = /\btarget="([^"]*)"/.exec(line)?.[1];
    if (target === undefined || /_duration_seconds|_uptime_seconds|_clock_skew/.test(line)) continue;
    byTarget.set(target, [...(byTarget.get(target) ?? []), line]);
  }
  return byTarget;
}

const without = (name: string, series: ReadonlyMap<string, readonly string[]>) =>
  [...series].filter(([target]) => target !== name && target !== 'west');

void t.test(
  'one broken kubeconfig of 30: the series of the 29 others stay as they were, and its own too',
  async (t) => {
    const { exporter, path, port } = await thirty(t);
    const before = await seriesOf(exporter);
    t.equal(before.size, 31);
    t.ok(before.get('west')?.includes('apiserver_fleet_targets{env="test",target="west"} 30'));
    t.notMatch(before.get('west')?.join(), 'apiserver_target_endpoints');
    const success = (value: number) => `apiserver_target_discovery_success{env="test",target="c7"} ${value}`;
    for (const broken of [
      '{',
      '',
      text('c7', port).slice(0, -20),
      text('other', port).replace('"cluster":"other"', '"cluster":"gone"'),
    ]) {
      await writeFile(path('c7'), broken);
      const after = await seriesOf(exporter);
      t.same(without('c7', after), without('c7', before));
      const expected = before.get('c7')?.map((line) => (line === success(1) ? success(0) : line));
      t.same(after.get('c7'), expected, broken);
    }
    await writeFile(path('c7'), text('c7', port));
    t.same(await seriesOf(exporter), before);
  },
);

void t.test('targets follow files that appear, vanish, are replaced and renamed, at the scrape after', async (t) => {
  const { exporter, path, port } = await thirty(t);
  const targets = async () => [...(await seriesOf(exporter)).keys()].toSorted();
  const before = await targets();
  await rm(path('c7'));
  await writeFile(path('new'), text('new', port));
  const changed = [...before.filter((name) => name !== 'c7'), 'new'].toSorted();
  t.same(await targets(), changed);
  await rename(path('new'), path('moved'));
  t.same(await targets(), changed, 'named by their contexts');
  await writeFile(path('c8'), text('c8', 1));
  const c8 = (await seriesOf(exporter)).get('c8')?.join('\n');
  t.match(c8, 'apiserver_endpoint_up{env="test",target="c8",address="127.0.0.1:1"} 0');
});

void t.test('/sd and /probe have its targets, and a reload keeps what is known of them', async (t) => {
  const { exporter, path, write, entry, port } = await thirty(t);
  const names = async () => (await listTargets(exporter.targets(), Infinity)).map(({ name }) => name);
  t.equal((await names()).length, 31);
  const probe = async (target: string) => await exporter.probe({ target, address: undefined }, Infinity, 'text');
  t.match(await probe('c7'), { ok: true, report: { discovered: true, reports: [{ address: `127.0.0.1:${port}` }] } });
  t.match(await probe('west'), { ok: true, report: { fleet: { targets: 30 }, reports: [] } });
  t.match(await probe('c31'), { ok: false, because: 'unknown_target' });
  await writeFile(path('c31'), text('c31', port));
  t.match(await probe('c31'), { ok: true }, 'a name that is not known yet is searched');

  const before = await listTargets(exporter.targets(), Infinity);
  await writeFile(path('c7'), '{');
  write({
    targets: [entry, { name: 'one', addresses: [`127.0.0.1:${port}`] }, { name: 'c8', addresses: ['127.0.0.1:1'] }],
  });
  t.same(await exporter.reload(), { ok: true });
  const after = await listTargets(exporter.targets(), Infinity);
  t.same(
    after
      .filter((source) => !before.includes(source))
      .map(({ name }) => name)
      .toSorted(),
    ['c8', 'one', 'west/c8'],
  );
  t.match(await probe('c7'), { ok: true, report: { discovered: false, reports: [{ address: `127.0.0.1:${port}` }] } });
});
