import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { fileKinds, servingFileKinds } from '../../../src/findings/kinds/files.js';
import type { FindingKind } from '../../../src/findings/kinds/finding-kind.js';
import { findingKinds } from '../../../src/findings/kinds/finding-kinds.js';
import { targetFileKinds } from '../../../src/findings/kinds/rotation.js';
import { now, report, target } from '../../fixtures/report.js';

const kinds: readonly FindingKind[] = findingKinds;

void t.test('ids are unique and in kebab case', (t) => {
  const ids = kinds.map(({ id }) => id);
  t.equal(new Set(ids).size, ids.length);
  for (const id of ids) t.match(id, /^[a-z]+(-[a-z]+)+$/);
  t.end();
});

void t.test('titles have no full stop, and remedies give advice', (t) => {
  for (const { id, title, remedy } of kinds) {
    t.match(title, /^[A-Z].*[a-z]$/, id);
    for (const advice of remedy(target(report())).advice) t.match(advice, /\.$/, id);
  }
  t.end();
});

void t.test('a healthy endpoint has no finding', (t) => {
  t.same(
    kinds.flatMap(({ detect }) => detect(target(report()), now)),
    [],
  );
  t.end();
});

void t.test('each runbook is a page of docs/runbooks, and the name of an alert', (t) => {
  const rules = readFileSync('config/alerts.yml', 'utf8');
  for (const { id, runbook } of [...kinds, ...fileKinds, ...servingFileKinds, ...targetFileKinds]) {
    if (runbook === undefined) continue;
    t.ok(existsSync(`docs/runbooks/${runbook}.md`), `${id}: write docs/runbooks/${runbook}.md`);
    t.ok(rules.includes(`alert: ${runbook}\n`), `${id}: add the alert ${runbook} to config/alerts.yml`);
  }
  t.end();
});
