import t from 'tap';
import { sinceJson } from '../../../../src/cli/check/since/since-json.js';
import { snapshot } from './snapshots.js';

const change = { change: 'finding_gone', target: 'prod', addresses: ['a:1'], files: [], text: 'x' } as const;
const finding = { id: 'y', severity: undefined, was: 'warning', subjects: [] } as const;

void t.test('unknown values are null, and each change has its line', (t) => {
  t.same(sinceJson({ file: 'f', snapshot: snapshot() }, [{ ...change, finding }], true), {
    observedAt: '2026-11-21T12:00:00Z',
    changes: [{ ...change, finding: { ...finding, severity: null }, text: 'prod a:1: x' }],
  });
  t.same(sinceJson({ file: 'f', snapshot: undefined }, [], true), { observedAt: null, changes: [] });
  t.notOk(
    'finding' in (sinceJson({ file: 'f', snapshot: undefined }, [change], true) as { changes: object[] }).changes[0]!,
  );
  t.end();
});
