import fc from 'fast-check';
import t from 'tap';
import type { Change, ChangeKind } from '../../../../src/cli/check/since/change.js';
import { changeKinds } from '../../../../src/cli/check/since/change.js';
import { changeLine } from '../../../../src/cli/check/since/change-line.js';
import { changesSince } from '../../../../src/cli/check/since/changes-since.js';
import { type Snapshot, snapshotOf } from '../../../../src/cli/check/since/snapshot.js';
import { checkValue } from '../../../../src/cli/check/json.js';
import { findingsOf } from '../../../../src/findings/findings-of.js';
import { tooMuchGrowth } from '../../../fixtures/growth.js';
import { day, now } from '../../../fixtures/report.js';
import { result, threeAndOne } from '../result-fixture.js';
import {
  endpoint,
  file,
  finding,
  process,
  reversed,
  shown,
  silent,
  snapshot,
  someSnapshot,
  target,
} from './snapshots.js';

const changes = (before: Snapshot, after: Snapshot): readonly Change[] => {
  const since = changesSince(before, after);
  return since.state === 'compared' ? since.changes : [];
};
const kinds = (before: Snapshot, after: Snapshot): readonly ChangeKind[] =>
  changes(before, after).map(({ change }) => change);

void t.test('the same state, in any order, at another time and in other words, is no change', (t) => {
  fc.assert(
    fc.property(someSnapshot, fc.string(), (state, text) => {
      t.same(changes(state, state), []);
      t.same(changes(state, reversed(state) as Snapshot), []);
      const later = { ...state, observedAt: state.observedAt + day };
      const findings = state.findings.map((each) => ({
        ...each,
        title: text,
        details: each.details.map((detail) => ({ ...detail, text })),
      }));
      t.same(changes(state, { ...later, findings }), []);
    }),
    { numRuns: 300 },
  );
  t.end();
});

void t.test('every pair of states has changes of bounded length', (t) => {
  fc.assert(
    fc.property(someSnapshot, someSnapshot, (before, after) => {
      for (const change of changes(before, after)) t.ok(changeLine(change, true).length < 8000, change.change);
    }),
    { numRuns: 300 },
  );
  t.end();
});

const two = [endpoint(), endpoint({ address: 'b:1' })];
const one = (change: Parameters<typeof endpoint>[0]): Snapshot =>
  snapshot({ targets: [target({ endpoints: [endpoint(change)] })] });
const withFiles = (...files: Snapshot['files']): Snapshot => snapshot({ files });
const with1 = (...findings: Snapshot['findings']): Snapshot => snapshot({ findings });
const elsewhere = target({
  ca: [shown('other')],
  endpoints: [
    endpoint({ address: 'z:1', serving: shown('z'), servers: { serving: [shown('z')], processes: [process(1)] } }),
  ],
});
const edge = target({ name: 'edge', endpoints: [endpoint({ address: 'e:1' })] });

/** For each kind, two states that differ in it alone. */
const examples: Readonly<Record<ChangeKind, readonly [Snapshot, Snapshot]>> = {
  finding_new: [with1(), with1(finding())],
  finding_worse: [with1(finding()), with1(finding({ severity: 'critical' }))],
  finding_better: [with1(finding({ severity: 'critical' })), with1(finding())],
  finding_gone: [with1(finding()), with1()],
  finding_unseen: [with1(finding()), snapshot({ targets: [target({ endpoints: [silent()] })] })],
  target_added: [snapshot(), snapshot({ targets: [target(), edge] })],
  target_removed: [snapshot({ targets: [target(), edge] }), snapshot()],
  target_other: [snapshot({ targets: [target(), edge] }), snapshot({ targets: [elsewhere, edge] })],
  instance_added: [snapshot(), snapshot({ targets: [target({ endpoints: two })] })],
  instance_removed: [snapshot({ targets: [target({ endpoints: two })] }), snapshot()],
  instance_unknown: [
    snapshot({ targets: [target({ endpoints: two })] }),
    snapshot({ targets: [target({ discovered: false })] }),
  ],
  certificate_renewed: [one({}), one({ serving: shown('b', { notAfter: now + 300 * day }) })],
  certificate_replaced: [one({}), one({ serving: shown('b') })],
  process_restarted: [one({}), one({ servers: { serving: [shown('a')], processes: [process(now)] } })],
  process_other: [one({}), one({ servers: { serving: [shown('a')], processes: [process(now - 90 * day)] } })],
  names_covered: [one({ names: [{ name: 'x', covered: false }] }), one({ names: [{ name: 'x', covered: true }] })],
  names_uncovered: [one({ names: [{ name: 'x', covered: true }] }), one({ names: [{ name: 'x', covered: false }] })],
  names_added: [one({}), one({ names: ['api.example.com', 'x'].map((name) => ({ name, covered: true })) })],
  names_removed: [one({ names: ['api.example.com', 'x'].map((name) => ({ name, covered: true })) }), one({})],
  failure_changed: [
    snapshot({ targets: [target({ endpoints: [silent()] })] }),
    snapshot({ targets: [target({ endpoints: [silent({ failures: [{ probe: 'serving', reason: 'reset' }] })] })] }),
  ],
  version_changed: [one({}), one({ http: { gitVersion: 'v1.37.0', startedAt: null, clockSkewSeconds: null } })],
  ca_added: [snapshot(), snapshot({ targets: [target({ ca: [shown('ca'), shown('next')] })] })],
  ca_removed: [snapshot({ targets: [target({ ca: [shown('ca'), shown('next')] })] }), snapshot()],
  file_added: [withFiles(file()), withFiles(file(), file({ path: '/b' }))],
  file_removed: [withFiles(file(), file({ path: '/b' })), withFiles(file())],
  file_renewed: [withFiles(file()), withFiles(file({ certificates: [{ label: '1', ...shown('g') }] }))],
  files_checked: [withFiles(), withFiles(file())],
  files_unchecked: [withFiles(file()), withFiles()],
};

void t.test('each kind of change is seen, and nothing else with it', (t) => {
  for (const kind of Object.keys(changeKinds) as ChangeKind[]) t.same(kinds(...examples[kind]), [kind], kind);
  t.end();
});

void t.test('another control plane is said to be one, instead of a hundred changes', (t) => {
  t.same(changesSince(snapshot(), snapshot({ targets: [edge] })), { state: 'unrelated' }, 'another name');
  t.same(changesSince(snapshot(), snapshot({ targets: [elsewhere] })), { state: 'unrelated' }, 'the same name');
  t.same(kinds(snapshot(), snapshot({ targets: [target({ name: 'renamed' })] })), [], 'a target that was renamed');
  t.end();
});

void t.test('only the clock moves: what changes are the severities that findings have then', (t) => {
  const at = (time: number): Snapshot => {
    const findings = findingsOf([threeAndOne], time);
    return snapshotOf(JSON.parse(JSON.stringify(checkValue({ ...result(threeAndOne), now: time, findings }))));
  };
  const severitiesAt = ({ findings }: Snapshot): unknown =>
    findings
      .flatMap(({ id, severity, addresses }) => addresses.map((address) => `${address} ${id} ${severity}`))
      .sort();
  let crossed = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * 24 }), fc.integer({ min: 0, max: 20 * 24 }), (hours, more) => {
      const [before, after] = [at(now + hours * 3600), at(now + (hours + more) * 3600)];
      const isSame = JSON.stringify(severitiesAt(before)) === JSON.stringify(severitiesAt(after));
      crossed += Number(!isSame);
      t.equal(changes(before, after).length === 0, isSame, `${hours} + ${more}`);
    }),
    { numRuns: 60 },
  );
  t.ok(crossed > 0);
  t.end();
});

void t.test('takes time linear in what the checks have', (t) => {
  const slow = tooMuchGrowth((count) => {
    const addresses = Array.from({ length: count }, (_, at) => `${at}:1`);
    const endpoints = addresses.map((address) => endpoint({ address }));
    const findings = addresses.map((address) => finding({ addresses: [address], subjects: [address] }));
    const before = snapshot({ targets: [target({ endpoints })], findings });
    const after = snapshot({ targets: [target()], findings: [finding({ addresses })] });
    return () => changesSince(before, after);
  }, 10);
  t.equal(slow, undefined);
  t.end();
});
