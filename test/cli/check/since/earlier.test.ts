import t from 'tap';
import { changesAfter, earlierOf } from '../../../../src/cli/check/since/earlier.js';
import { now } from '../../../fixtures/report.js';
import { endpoint, finding, shown, snapshot, target } from './snapshots.js';

void t.test('a file that is missing is an error, unless the result is saved', (t) => {
  t.match(earlierOf('s.json', { state: 'missing' }, false), {
    ok: false,
    problem: /^--since s\.json: no such file: make it with check --save, or give --save with --since/,
  });
  t.same(earlierOf('s.json', { state: 'missing' }, true), { ok: true, value: { file: 's.json', snapshot: undefined } });
  t.match(earlierOf('s.json', { state: 'read', snapshot: snapshot() }, false), { ok: true });
  t.end();
});

void t.test('a file that is no use is an error, also if the result is saved', (t) => {
  for (const saves of [true, false])
    t.match(earlierOf('s.json', { state: 'unfit', problem: 'empty' }, saves), {
      ok: false,
      problem: '--since s.json: empty; to begin anew, move the file away and give --save',
    });
  t.end();
});

void t.test('a check in the future, or of another control plane, is not compared', (t) => {
  const after = (observedAt: number) => changesAfter({ file: 'f', snapshot: snapshot({ observedAt }) }, snapshot());
  t.same(after(now + 300), { ok: true, value: [] }, 'clocks differ a little');
  t.match(after(now + 7200), { ok: false, problem: /^--since f: was made 2h 0m from now, so the clock of this host/ });
  const other = target({ name: 'edge', ca: [], endpoints: [endpoint({ address: 'z:1', serving: shown('z') })] });
  t.match(changesAfter({ file: 'f', snapshot: snapshot() }, snapshot({ targets: [other] })), {
    ok: false,
    problem: /^--since f: is of another control plane \(prod\), and this check of edge; to begin anew/,
  });
  t.end();
});

void t.test('at the first check, everything is new', (t) => {
  const changes = changesAfter({ file: 'f', snapshot: undefined }, snapshot({ findings: [finding()] }));
  t.match(changes, { ok: true, value: [{ change: 'finding_new' }, { change: 'target_added' }] });
  t.end();
});
