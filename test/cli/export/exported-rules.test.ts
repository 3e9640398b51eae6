import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import t from 'tap';
import { exportedRules } from '../../../src/cli/export/exported-rules.js';
import { defaultRunbookUrl } from '../../../src/cli/export/project-urls.js';
import { requireTool } from '../../fixtures/tool.js';
import { readProjectFile } from '../../fixtures/project-file.js';
import { type Alert, isAlert, parseRules } from '../../rules/rule-file.js';
import { ownFiles } from './own-files.js';

const runbooks = 'https://wiki.example.com/runbooks';
const grafana = 'http://[2001:db8::1]:3000/grafana';

const textWith = (bases: { readonly runbooks?: string; readonly grafana?: string }): string =>
  exportedRules(ownFiles, { runbooks: undefined, grafana: undefined, ...bases }).get('alerts.yml') ?? '';

const alertsIn = (text: string): readonly Alert[] => parseRules(text).filter(isAlert);

void t.test('every link leads to what the user names, and nothing else has changed', (t) => {
  const text = textWith({ runbooks, grafana });
  const alerts = alertsIn(text);
  t.ok(alerts.length > 20);
  for (const { alert, annotations } of alerts) {
    t.equal(annotations['runbook_url'], `${runbooks}/${alert}.md`);
    t.ok(annotations['dashboard_url']?.startsWith(`${grafana}/d/apiserver-cert-`), alert);
  }
  t.notMatch(text, /grafana\.example\.com|github\.com/);
  const links = /_url: .*/g;
  t.equal(text.replaceAll(links, ''), readProjectFile('config/alerts.yml').replaceAll(links, ''));
  t.end();
});

void t.test('without a Grafana, nothing links to one, and runbooks are those of the project', (t) => {
  const text = textWith({});
  t.notMatch(text, /grafana\.example\.com|dashboard_url: /);
  for (const { alert, annotations } of alertsIn(text)) {
    t.same(Object.keys(annotations), ['summary', 'description', 'runbook_url']);
    t.equal(annotations['runbook_url'], `${defaultRunbookUrl}/${alert}.md`);
  }
  t.end();
});

void t.test('Prometheus takes the rules', (t) => {
  const promtool = requireTool(t, 'promtool');
  for (const bases of promtool === undefined ? [] : [{}, { runbooks, grafana }]) {
    const file = join(t.testdir({ 'alerts.yml': textWith(bases) }), 'alerts.yml');
    t.match(execFileSync(promtool ?? '', ['check', 'rules', file], { encoding: 'utf8' }), 'SUCCESS');
  }
  t.end();
});
