import { execFileSync } from 'node:child_process';
import t from 'tap';
import { checkMetrics } from '../../../src/cli/check/check-metrics.js';
import { render } from '../../../src/metrics/render.js';
import { certificate, loopback, nameVerdict, report, target, trusted } from '../../fixtures/report.js';
import { parseExposition, valueOf } from '../../fixtures/exposition.js';
import { requireTool } from '../../fixtures/tool.js';
import { resultWith, threeAndOne } from './result-fixture.js';
import { wholeText } from '../../fixtures/whole-text.js';

const odd = certificate({ subjectCommonName: 'a"b\\c\nd\u2028', issuerCommonName: '# EOF' });
const served = report({
  address: 'a:1',
  trust: trusted(),
  names: [nameVerdict()],
  serving: [odd],
  loopback: loopback(),
});
const files = [
  { path: '/a "b"', outcome: { state: 'read' } as const, certificates: [{ label: '1', certificate: odd }] },
];
const checked = resultWith({ files, serving: [] }, threeAndOne, {
  ...target(served),
  target: { name: 'edge', labels: { region: 'eu' } },
});

const textOf = async (): Promise<string> => `${(await checkMetrics(checked)).join('')}\n`;

void t.test('what /metrics has of targets and files, and the check', async (t) => {
  const text = await textOf();
  const samples = parseExposition(text);
  t.equal(valueOf(samples, 'apiserver_check_exit_code'), 2);
  t.equal(valueOf(samples, 'apiserver_check_timestamp_seconds'), checked.now);
  t.equal(valueOf(samples, 'apiserver_check_findings', { severity: 'critical' }), 2);
  const { body } = await wholeText(render(checked.targets, [], 'text', checked));
  t.same(
    samples.filter(({ name }) => !name.startsWith('apiserver_check_')),
    parseExposition(body),
  );
  t.notMatch(text, /apiserver_cert_exporter|nodejs_|process_cpu/, 'nothing about the exporter');
});

void t.test('it is OpenMetrics, and the older text format of the textfile collector at once', async (t) => {
  const text = await textOf();
  t.ok(text.endsWith('\n# EOF\n'));
  // The collector refuses a file with timestamps, and its parser knows no units, and no counters by their OpenMetrics names.
  t.same(new Set([...text.matchAll(/^# TYPE \S+ (\w+)$/gm)].map(([, type]) => type)), new Set(['gauge']));
  t.notMatch(text, /^# UNIT/m);
  t.same(
    [...text.matchAll(/^# HELP .*["\\].*$/gm)].map(([line]) => line),
    [],
    'what the two formats escape in different ways',
  );
  const lines = text
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  t.ok(lines.length > 40);
  for (const line of lines) t.match(line, /^\w+(\{(\w+="([^"\\\n]|\\["\\n])*",?)*\})? -?[\d.e+]+$/);
});

void t.test('promtool finds nothing', async (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const input = await textOf();
  t.equal(execFileSync(promtool, ['check', 'metrics'], { input, encoding: 'utf8', stdio: 'pipe' }), '');
});
