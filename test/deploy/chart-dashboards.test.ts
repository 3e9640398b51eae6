import t from 'tap';
import { runbook } from '../../dashboards/runbook.js';
import { committed } from '../dashboards/dashboard-json.js';
import { readProjectFile } from '../fixtures/project-file.js';
import { skippedWithout } from '../integration/requires.js';
import { type Manifest, renderChart } from './chart.js';

const helm = skippedWithout('helm');

async function dashboardsOf(values: object): Promise<readonly Manifest[]> {
  const objects = await renderChart({ values });
  return objects.filter(({ metadata: { name } }) => name.includes('-dashboard-'));
}

void t.test('each dashboard is a ConfigMap that the sidecar finds, under the name of its uid', helm, async (t) => {
  t.same(await dashboardsOf({}), [], 'only if they are switched on');
  const found = await dashboardsOf({ dashboards: { enabled: true, namespace: 'grafana', annotations: { by: 'me' } } });
  t.equal(found.length, 3);
  const expected = committed.map(([path, { uid }]) => [`${uid}.json`, JSON.parse(readProjectFile(path)) as unknown]);
  const data = found.flatMap((each) => Object.entries(each.data ?? {}));
  t.same(
    Object.fromEntries(data.map(([file, text]) => [file, JSON.parse(text) as unknown])),
    Object.fromEntries(expected),
  );
  for (const { kind, metadata } of found) {
    t.equal(kind, 'ConfigMap');
    t.match(metadata, {
      namespace: 'grafana',
      labels: { grafana_dashboard: '1' },
      annotations: { grafana_folder: 'API servers', by: 'me' },
    });
  }
});

void t.test('links to runbooks lead where the values say', helm, async (t) => {
  const base = 'https://wiki.example.com/certs';
  const found = await dashboardsOf({ dashboards: { enabled: true }, runbookUrl: `${base}/` });
  const text = found.flatMap(({ data }) => Object.values(data ?? {})).join('');
  const count = (all: string, part: string) => all.split(part).length - 1;
  const before = committed.map(([path]) => readProjectFile(path)).join('');
  const usual = runbook('').replace(/\.md$/, '');
  t.ok(count(before, usual) > 20);
  t.equal(count(text, `${base}/`), count(before, usual));
  t.equal(count(text, usual), 0);
  t.equal(count(text, '$runbookUrl'), 0);
});
