import t from 'tap';
import { changesAfter } from '../../../src/cli/check/since/earlier.js';
import { snapshotOf } from '../../../src/cli/check/since/snapshot.js';
import { sinceReport } from '../../../src/cli/check/since-report.js';
import { checkValue } from '../../../src/cli/check/json.js';
import type { CheckResult } from '../../../src/cli/check/result.js';
import { certificate, day, now, report, target, uncoveredName } from '../../fixtures/report.js';
import { result } from './result-fixture.js';

function printed(before: CheckResult, after: CheckResult): string {
  const changes = changesAfter({ file: 'f', snapshot: snapshotOf(checkValue(before)) }, snapshotOf(checkValue(after)));
  if (!changes.ok) throw new Error(changes.problem);
  return sinceReport(after, changes.value, now - day, { color: false, width: 100, targets: false });
}

const ending = { serving: [certificate({ notAfter: now + 20 * day })] as const };
const b = { address: 'b:1' };

void t.test('nothing changed: nothing is printed', (t) => {
  t.equal(printed(result(target(report(ending))), result(target(report(ending)))), '');
  t.end();
});

void t.test('what is new has its remedy, at its places alone; what is old has none', (t) => {
  const text = printed(
    result(target(report({ ...ending, names: [uncoveredName()] }), report(b))),
    result(target(report({ ...ending, names: [uncoveredName()] }), report({ ...b, ...ending }))),
  );
  t.match(
    text,
    /^Changes since 2026-11-20 12:00 UTC \(1d 0h before\):\n\nb:1: NEW WARNING: The serving certificate expires soon: /,
  );
  t.match(text, /\n1\. WARNING: The serving certificate expires soon \(new\)\n {3}b:1: expires in 20d 0h/);
  t.match(text, /What to do: /);
  t.notMatch(text, /does not cover|10\.225\.4\.51:6443: expires/);
  t.match(text, /\n\nCRITICAL \(exit code 2\): 2 endpoints; 1 critical, 1 warning[^\n]*$/);
  t.end();
});

void t.test('what is over is a line', (t) => {
  const text = printed(result(target(report(ending))), result(target(report())));
  t.match(text, /10\.225\.4\.51:6443: GONE, was WARNING: The serving certificate expires soon\n\n?/);
  t.notMatch(text, /What to do/);
  t.end();
});

void t.test('a severity that changed, and more changes than a person reads', (t) => {
  const worse = { serving: [certificate({ notAfter: now + 20 * day })] as const };
  const later = { ...result(target(report(worse))), now: now + 15 * day };
  t.match(printed(result(target(report(worse))), later), '');
  const many = Array.from({ length: 150 }, (_, at) => report({ address: `n${at}:1` }));
  t.match(
    printed(result(target(report())), result(target(report(), ...many))),
    /\nand 5\d more: --output json has all\n/,
  );
  t.end();
});
