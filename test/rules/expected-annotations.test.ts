import t from 'tap';
import { expectedAnnotations } from './expected-annotations.js';

void t.test('labels, values and queries take the place of the actions of a template', (t) => {
  const labels = { severity: 'warning', target: 'R&D east', address: '10.0.0.1:6443', probe: 'serving' };
  const { summary, description, runbook_url, dashboard_url } = expectedAnnotations('ApiserverProbeFailing', labels, [
    ' refused',
  ]);
  t.match(summary, /^[A-Z][^{}]+\.$/);
  t.match(description, 'The serving probe of 10.0.0.1:6443 (target R&D east) fails (reason: refused).');
  t.notMatch(description, '{{');
  t.match(runbook_url, /\/ApiserverProbeFailing\.md$/);
  t.match(dashboard_url, /var-target=R%26D\+east$/);
  t.end();
});

void t.test('a test that says too much or too little fails', (t) => {
  const labels = { severity: 'warning', target: 'prod', address: 'a', probe: 'serving' };
  t.throws(() => expectedAnnotations('ApiserverProbeFailing', labels), /nothing is rendered for \{\{ range/);
  t.throws(() => expectedAnnotations('ApiserverProbeFailing', labels, ['a', 'b']), /more is rendered/);
  t.throws(() => expectedAnnotations('ApiserverProbeFailing', { severity: 'critical' }), /has no alert/);
  t.end();
});
