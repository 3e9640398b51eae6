import { readFileSync } from 'node:fs';
import t from 'tap';
import { reasonNames } from '../../src/probe/reason.js';
import { probesInOrder } from '../../src/probe/report.js';
import { refusalReasons } from '../../src/x509/go-refusal.js';
import { nothingToMend } from '../fixtures/to-mend.js';

const page = 'docs/runbooks/ApiserverProbeFailing.md';
const refusedPage = 'docs/runbooks/ApiserverCertificateRefused.md';
const refusalNames = Object.keys(refusalReasons);

/** The names in the first column of the table with this heading. */
function rowsOf(heading: string, file = page): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const [, table = ''] = text.split(new RegExp(`^\\| ${heading} \\|.*\\n`, 'm'));
  const rows = table
    .slice(0, table.search(/^(?!\|)/m))
    .split('\n')
    .slice(1);
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
}

void t.test('the runbook says what to do about each reason', (t) => {
  const rows = rowsOf('reason');
  const missing = reasonNames.filter((name) => !rows.includes(name));
  const unknown = rows.filter((name) => !(reasonNames as readonly string[]).includes(name));
  nothingToMend(t, [
    ...missing.map((name) => `add the reason ${name} to the table of ${page}`),
    ...unknown.map((name) => `remove ${name} from the table of ${page}: it is not in src/probe/reason.ts`),
  ]);
  t.equal(new Set(rows).size, rows.length, 'each once');
  t.end();
});

void t.test('the runbook says what each probe shows', (t) => {
  const rows = rowsOf('probe');
  // Where the name of a host fails to resolve, another alert fires.
  const probes: readonly string[] = probesInOrder.filter((name) => name !== 'resolve');
  const missing = probes.filter((name) => !rows.includes(name));
  const unknown = rows.filter((name) => !probes.includes(name));
  nothingToMend(t, [
    ...missing.map((name) => `add the probe ${name} to the table of ${page}`),
    ...unknown.map((name) => `remove ${name} from the table of ${page}: no such probe raises this alert`),
  ]);
  t.end();
});

void t.test('the runbook has what Go says for each reason of a refusal', (t) => {
  const rows = rowsOf('reason', refusedPage);
  // A name that is not covered has its own alert. `untrusted` is a reason of the alert alone.
  const reasons: readonly string[] = [...refusalNames.filter((name) => name !== 'name'), 'untrusted'];
  const missing = reasons.filter((name) => !rows.includes(name));
  const unknown = rows.filter((name) => !reasons.includes(name));
  nothingToMend(t, [
    ...missing.map((name) => `add the reason ${name} to the table of ${refusedPage}`),
    ...unknown.map((name) => `remove ${name} from the table of ${refusedPage}: it is not in src/x509/go-refusal.ts`),
  ]);
  t.end();
});
