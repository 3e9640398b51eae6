import t from 'tap';
import { findingGroups } from '../../../src/findings/finding-group.js';
import type { Finding } from '../../../src/findings/findings-of.js';
import { markupOf } from '../../../src/web/page/html.js';
import { findingsSection } from '../../../src/web/status/findings-section.js';
import { finding } from './finding-fixture.js';

const links = { metrics: 'metrics', docs: undefined, runbook: () => undefined };

function section(findings: readonly Finding[]): string {
  return markupOf(findingsSection(findingGroups(findings), links, () => undefined));
}

void t.test('empty without findings', (t) => {
  t.equal(section([]), '');
  t.end();
});

void t.test('a remedy is shown once', (t) => {
  const other = finding({ id: 'loopback-certificate-expired', title: 'expired' });
  const shown = section([other, finding({ target: 'a' }), finding({ target: 'b' })]);
  t.equal(shown.match(/Restart it\./g)?.length, 1);
  t.match(shown, 'id="finding-2"');
  t.match(shown, '<a href="#finding-1">the same as for finding 1</a>');
  t.notMatch(shown, 'finding-3');
  const elsewhere = section([other, finding({ distributions: ['K3s'] })]);
  t.equal(elsewhere.match(/Restart it\./g)?.length, 2, 'another kind of control plane, other commands');
  t.end();
});

void t.test('findings that do not fit are shown in short, by kind', (t) => {
  const remedies = Array.from({ length: 60 }, (_, at) => ({ advice: [`advice ${at}`], beware: [], procedures: [] }));
  const findings = remedies.map((remedy, at) => finding({ target: `t${at}`, remedy }));
  const shown = section([...findings, finding({ target: undefined, severity: 'info', title: 'last' })]);
  t.match(shown, 'advice 29<');
  t.notMatch(shown, 'advice 30<');
  t.match(shown, '<h3>31 more findings, in short</h3>');
  t.match(
    shown,
    /The loopback certificate expires soon: <code>t30<\/code>.* <code>t49<\/code> and 10 more targets<\/li>/,
  );
  t.match(shown, 'last: <code>files</code></li>');
  t.end();
});

void t.test('too many kinds are cut as well', (t) => {
  const title = 'x'.repeat(1000);
  const remedies = Array.from({ length: 31 }, (_, at) => ({ advice: [`advice ${at}`], beware: [], procedures: [] }));
  const ids = Array.from({ length: 40 }, (_, at) => `kind-${at}` as Finding['id']);
  const shown = section([...remedies.map((remedy) => finding({ remedy })), ...ids.map((id) => finding({ id, title }))]);
  t.match(shown, /and \d+ more kinds<\/li>/);
  t.end();
});
