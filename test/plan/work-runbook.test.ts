import { existsSync } from 'node:fs';
import t from 'tap';
import { workRunbook } from '../../src/plan/work-runbook.js';
import { now } from '../fixtures/report.js';
import { ending } from './ending-fixture.js';

void t.test('the page of the alert, before and after the end', (t) => {
  t.equal(workRunbook('serving', [ending()], now), 'ApiserverServingCertificateEnding');
  t.equal(workRunbook('serving', [ending({ end: now })], now), 'ApiserverServingCertificateEnding', 'valid until then');
  t.equal(workRunbook('serving', [ending({ end: now - 1 })], now), 'ApiserverCertificateRefused');
  for (const kind of ['serving', 'restart', 'ca', 'files'] as const)
    for (const end of [now - 1, now + 1])
      t.ok(existsSync(`docs/runbooks/${workRunbook(kind, [ending({ end })], now)}.md`), kind);
  t.end();
});
