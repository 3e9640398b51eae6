import t from 'tap';
import { committed, type DashboardJson } from './dashboard-json.js';
import { lintRules } from './lint-rules.js';

for (const [path, dashboard] of committed) {
  void t.test(path, (t) => {
    for (const [rule, broken] of Object.entries(lintRules)) t.same(broken(dashboard), [], rule);
    t.end();
  });
}

/** A dashboard that breaks every rule. */
const bad = {
  uid: 'bad',
  title: 'Bad',
  description: '',
  tags: [],
  timezone: 'browser',
  editable: true,
  schemaVersion: 41,
  __inputs: [],
  links: [{ title: 'Hidden', type: 'link', placement: 'inControlsMenu' }],
  annotations: { list: [] },
  templating: {
    list: [
      { name: 'source', label: 'Source', type: 'datasource', query: 'loki', multi: false, includeAll: false },
      { name: 'pod', label: 'Pod', type: 'query', query: 'up', multi: false, includeAll: false, refresh: 1 },
      { name: 'instance', label: 'Host', type: 'query', query: 'up', multi: false, includeAll: true, refresh: 1 },
    ],
  },
  panels: ['table', 'stat'].map((type) => ({
    id: 1,
    type,
    title: '',
    gridPos: { h: 4, w: 12, x: 14, y: 0 },
    targets: [
      {
        refId: 'Z',
        expr: 'a_total{} + rate(b_total{}[5m]) + c{job=~"$job|", instance=~"$instance|"}',
        format: 'table',
      },
    ],
    fieldConfig: {
      defaults: { mappings: [], thresholds: { mode: 'absolute', steps: [{ value: 1, color: 'red' }] } },
      overrides: [{ matcher: { id: 'byName', options: 'x' }, properties: [{ id: 'unit', value: 'fortnights' }] }],
    },
  })),
} as unknown as DashboardJson;

void t.test('each rule reports its violations', (t) => {
  const nothing = { ...bad, panels: bad.panels.map((panel) => ({ ...panel, targets: [] })) };
  for (const [rule, broken] of Object.entries(lintRules)) {
    t.not(broken(rule === 'panel-no-targets-rule' ? nothing : bad).length, 0, rule);
  }
  t.end();
});
