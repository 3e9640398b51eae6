import fc from 'fast-check';
import t from 'tap';
import { fleetReport } from '../../../src/cli/check/fleet-report.js';
import { checkReport } from '../../../src/cli/check/report.js';
import { type Fault, faults, fleetOf, fleetWith, nameOf } from '../../fixtures/fleet.js';
import { target } from '../../fixtures/report.js';
import { timesSlower } from '../../fixtures/times-slower.js';
import { result } from './result-fixture.js';

const wide = { color: false, width: 160 };
const kinds = Object.keys(faults) as readonly Fault[];

/** The state of a target by its row in the table. */
function rows(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^│ (CRITICAL|UNKNOWN|WARNING) +│ (?:[^│]*│ )?(cluster-\d+) /gm)].map(([, state, name]) => [
      String(name),
      String(state).toLowerCase(),
    ]),
  );
}

const expected = { none: 'fine', loopback: 'critical', name: 'critical', ending: 'warning', down: 'unknown' } as const;

void t.test('of any fleet, every bad target has its row and no other one, and the counts add up', (t) => {
  const fleets = fc.array(fc.constantFrom(...kinds), { minLength: 11, maxLength: 60 });
  const property = fc.property(fleets, fc.integer({ min: 0, max: 4 }), (each, clusters) => {
    const labels = (at: number) => (clusters === 0 ? {} : { cluster: `c${at % clusters}` });
    const text = checkReport(result(...fleetWith(each, labels)), wide);
    const bad = each.flatMap((fault, at) => (fault === 'none' ? [] : [[nameOf(at), expected[fault]]]));
    t.same([...rows(text)].sort(), bad);
    const fine = Number(/^(\d+) targets? (?:is|are) fine/m.exec(text)?.[1] ?? 0);
    t.equal(fine + bad.length, each.length);
    const [, counts = ''] = /: \d+ targets \(([^)]*)\), /.exec(text.slice(text.lastIndexOf('\n'))) ?? [];
    const sum = [...counts.matchAll(/\d+/g)].reduce((all, [count]) => all + Number(count), 0);
    t.equal(sum, each.length, counts);
  });
  fc.assert(property, { numRuns: 60 });
  t.end();
});

void t.test('a handful is printed as ever, and with --all so is a fleet', (t) => {
  t.match(checkReport(result(...fleetOf(10, { 3: 'name' })), wide), /│ OK +│ cluster-0000 /);
  const text = checkReport(result(...fleetOf(11, { 3: 'name' })), wide);
  t.notMatch(text, /│ OK /);
  t.match(text, /\n10 targets are fine: cluster-0000, cluster-0001, cluster-0002, cluster-0004, .* cluster-0010\n/);
  const all = checkReport(result(...fleetOf(11, { 3: 'name' })), { ...wide, all: true });
  t.equal(all.match(/│ OK +│ cluster-/g)?.length, 10 * 3 + 2);
  t.notMatch(all, 'are fine');
  t.end();
});

void t.test('200 clusters, of which 3 are bad, fit on two screens', (t) => {
  const text = checkReport(result(...fleetOf(200, { 17: 'name', 99: 'loopback', 150: 'down' })), wide);
  t.ok(text.split('\n').length < 60, `${text.split('\n').length} lines`);
  t.match(text, /\n197 targets are fine: cluster-0000, .*, … and \d+ more\n/);
  t.match(text, /CRITICAL \(exit code 2\): 200 targets \(2 critical, 1 unknown, 197 fine\), 600 endpoints; 2 critical/);
  t.end();
});

void t.test('the text stays small, however many are bad', (t) => {
  const sizes = [400, 2000].map((count) => {
    const each = Array.from({ length: count }, (_, at) => kinds[1 + (at % 4)] ?? 'none');
    const text = checkReport(result(...fleetWith(each)), wide);
    t.match(
      text,
      `and ${(count - 200).toLocaleString('en-US')} more targets, no worse than these: --all or --output json has them`,
    );
    t.notMatch(text, 'are fine');
    return text.length;
  });
  t.ok(Math.max(...sizes) < 60_000, `${sizes.join(', ')} characters`);
  t.end();
});

void t.test('2,000 targets are printed within a second of CPU time', (t) => {
  const each = Array.from({ length: 2000 }, (_, at) => kinds[at % 50 === 0 ? 1 + ((at / 50) % 4) : 0] ?? 'none');
  const fleet = fleetWith(each);
  const begun = process.cpuUsage();
  const text = checkReport(result(...fleet), wide);
  const { user, system } = process.cpuUsage(begun);
  t.ok(user + system < 1_000_000 * timesSlower(), `${(user + system) / 1000} ms`);
  t.equal(rows(text).size, 40);
  t.end();
});

void t.test('the entry of a fleet is no target of it, and has a row if its list is incomplete', (t) => {
  const entry = { ...target(), target: { name: 'west', labels: {} }, fleet: { targets: 12 }, notes: ['2 left out'] };
  const of = (success: boolean) => checkReport(result({ ...entry, discovered: success }, ...fleetOf(12, {})), wide);
  t.match(of(true), /OK \(exit code 0\): 12 targets \(12 fine\), 1 fleet \(1 fine\), 36 endpoints; /);
  t.match(of(true), /^12 targets are fine: cluster-0000/m);
  t.match(of(true), /NOTE: .* \(west\)\n +2 left out/);
  t.match(of(false), /│ UNKNOWN │ west +│ a fleet of 12 targets │ \? /);
  t.match(of(false), /UNKNOWN \(exit code 3\): 12 targets \(12 fine\), 1 fleet \(1 unknown\)/);
  t.end();
});

void t.test('its parts: the table, what is fine, the findings', (t) => {
  const parts = (all: boolean) => fleetReport(result(...fleetOf(12, { 1: 'down' })), { ...wide, prose: 80, all });
  t.same(
    parts(false).map((part) => part.slice(0, 10)),
    ['┌─────────', '11 targets', '1. UNKNOWN'],
  );
  t.equal(parts(true).length, 2);
  t.end();
});
