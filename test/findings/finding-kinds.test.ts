import t from 'tap';
import type { FindingKind } from '../../src/findings/finding-kind.js';
import { findingKinds } from '../../src/findings/finding-kinds.js';
import { now, report, target } from './report-fixture.js';

const kinds: readonly FindingKind[] = findingKinds;

void t.test('ids are unique and in kebab case', (t) => {
  const ids = kinds.map(({ id }) => id);
  t.equal(new Set(ids).size, ids.length);
  for (const id of ids) t.match(id, /^[a-z]+(-[a-z]+)+$/);
  t.end();
});

void t.test('titles are words without a full stop, remedies say something', (t) => {
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
