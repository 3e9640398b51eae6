import t from 'tap';
import { exportedChart } from '../../../src/cli/export/exported-chart.js';
import { inventedFiles, ownFiles } from './own-files.js';

const values = '# -- Runbooks.\nrunbookUrl: https://x\n# -- Grafana.\ngrafanaUrl: ""\nother:\n  runbookUrl: 1\n';
const chart = {
  'deploy/chart/Chart.yaml': 'name: c\n',
  'deploy/chart/values.yaml': values,
  'deploy/chart/templates/values.yaml': values,
  'deploy/chart/ci/default-values.yaml': 'for our tests',
};

void t.test('links are defaults of the values, whose comments stay', (t) => {
  const exported = exportedChart(inventedFiles(chart), { runbooks: 'https://r', grafana: 'https://g' });
  t.same(Object.fromEntries(exported), {
    'Chart.yaml': 'name: c\n',
    'values.yaml':
      '# -- Runbooks.\nrunbookUrl: "https://r"\n# -- Grafana.\ngrafanaUrl: "https://g"\nother:\n  runbookUrl: 1\n',
    'templates/values.yaml': values,
  });
  t.end();
});

void t.test('without links, the chart is as it is', (t) => {
  const bases = { runbooks: undefined, grafana: undefined };
  t.equal(exportedChart(inventedFiles(chart), bases).get('values.yaml'), values);
  const files = exportedChart(ownFiles, bases);
  for (const [path, text] of files) t.equal(text, ownFiles.read(`deploy/chart/${path}`), path);
  for (const path of ['Chart.yaml', 'values.yaml', 'values.schema.json', '.helmignore', 'templates/workload.yaml'])
    t.ok(files.has(path), path);
  t.end();
});
