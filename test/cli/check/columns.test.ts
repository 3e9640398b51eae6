import t from 'tap';
import { checkColumns, type Layout } from '../../../src/cli/check/columns.js';
import type { Cell } from '../../../src/cli/table.js';
import { targetViews } from '../../../src/findings/target-view.js';
import type { Report } from '../../../src/probe/report.js';
import {
  certificate,
  day,
  down,
  loopback,
  nameVerdict,
  now,
  report,
  target,
  uncoveredName,
} from '../../fixtures/report.js';
import { result } from './result-fixture.js';

const all = { targets: true, problems: true };

/** Returns the cell of that column for the only endpoint. */
function cell(head: string, change: Partial<Report>, layout: Layout = 'medium'): Cell | undefined {
  const { targets, findings } = result(target(report(change)));
  const [row] = targetViews(targets, findings).flatMap(({ endpoints }) => endpoints);
  const column = checkColumns(layout, all, now).find((each) => each.head.startsWith(head));
  return row && column?.cell(row);
}

const faint = (text: string): Cell => ({ text, tone: 'faint' });

void t.test('only columns with something to show', (t) => {
  const heads = (layout: Layout, shown: typeof all): string =>
    checkColumns(layout, shown, now)
      .map(({ head }) => head)
      .join(', ');
  const few = { targets: false, problems: false };
  const ends = 'Serving ends UTC, Loopback ends UTC, Up for, Refused names';
  t.equal(heads('wide', all), `State, Target, Address, ${ends}, Problem`);
  t.equal(heads('medium', few), `State, Address, ${ends}`);
  t.equal(heads('narrow', all), 'Address, Serving ends, Loopback ends, Up for, Refused names');
  t.end();
});

void t.test('when a certificate ends, in each layout', (t) => {
  const left = { text: '265d 0h left', tone: 'good' };
  t.same(cell('Serving', {}, 'wide'), { text: '2027-08-13 12:00  265d 0h left', tone: 'good' });
  t.same(cell('Serving', {}, 'medium'), ['2027-08-13 12:00', left]);
  t.same(cell('Serving', {}, 'narrow'), ['2027-08-13', '12:00 UTC', left]);
  t.end();
});

void t.test('how much time is left, in words and colours', (t) => {
  const leaf = (from: number, to: number): Partial<Report> => ({
    serving: [certificate({ notBefore: now + from * day, notAfter: now + to * day })],
  });
  const cases = [
    [leaf(-355, 10), { text: '10d 0h left', tone: 'warning' }],
    [leaf(-364, 1), { text: '1d 0h left', tone: 'bad' }],
    [leaf(-366, -1), { text: 'EXPIRED 1d 0h ago', tone: 'bad' }],
    [leaf(1, 366), { text: 'NOT VALID for 1d 0h', tone: 'bad' }],
  ] as const;
  for (const [change, expected] of cases) t.match(cell('Serving', change), [/^20/, expected], expected.text);
  t.same(cell('Serving', { serving: undefined }), faint('?'));
  t.end();
});

void t.test('the loopback certificate, or why it is not there', (t) => {
  const cases = [
    [loopback(), ['2027-08-13 12:00', { text: '265d 0h left', tone: 'good' }]],
    [{ state: 'not_served', because: 'serving_certificate' }, faint('not served')],
    [{ state: 'not_served', because: 'closed' }, [faint('not reachable'), faint('here')]],
    [{ state: 'not_served', because: 'other_certificate' }, [faint('not reachable'), faint('here')]],
    [{ state: 'failed' }, faint('?')],
    [{ state: 'not_asked', because: 'disabled' }, [faint('not probed')]],
    [{ state: 'not_asked', because: 'dynamiclistener' }, [faint('not probed'), faint('(K3s)')]],
    [{ state: 'not_asked', because: 'gateway' }, [faint('not probed'), faint('(gateway)')]],
    [{ state: 'not_asked', because: 'no_serving_handshake' }, faint('?')],
  ] as const;
  for (const [state, expected] of cases) t.same(cell('Loopback', { loopback: state }), expected, state.state);
  const elsewhere = { loopback: { state: 'not_served', because: 'reset' } } as const;
  t.same(cell('Loopback', elsewhere, 'wide'), [faint('not reachable here')]);
  t.end();
});

void t.test('uptime', (t) => {
  t.equal(cell('Up for', {}), '99d 23h');
  t.equal(cell('Up for', { observedAt: now - 200 * day }), '0s', 'a clock that is behind');
  t.same(cell('Up for', { loopback: { state: 'not_served', because: 'serving_certificate' } }), faint('?'));
  t.end();
});

void t.test('names', (t) => {
  const names = [nameVerdict({ name: 'a.example' }), uncoveredName({ name: 'b.example' })] as const;
  const failures = [{ probe: 'name', reason: 'reset' }] as const;
  const b: Cell = { text: 'b.example', tone: 'bad' };
  t.equal(cell('Refused', { names: [names[0]] }), 'none');
  t.same(cell('Refused', { names }), [b]);
  t.same(cell('Refused', { names, failures }), [b, faint('?')]);
  t.same(
    cell('Refused', { names: [names[0]], failures }),
    faint('?'),
    'what could not be judged is not covered by "none"',
  );
  t.same(cell('Refused', { serving: undefined }), faint('?'));
  t.match(cell('Refused', { names: [uncoveredName({ name: 'b.example', role: 'instance' })] }), [{ tone: 'warning' }]);
  t.end();
});

void t.test('names that are not reachable here are counted', (t) => {
  const notHere = { name: 'c.example', role: 'client', because: 'closed', shown: undefined } as const;
  const [b, count] = [{ text: 'b.example', tone: 'bad' }, faint('2 not reachable here')] as const;
  const failures = [{ probe: 'name', reason: 'tls_timeout' }] as const;
  const two = { namesNotHere: [notHere, notHere] };
  t.same(cell('Refused', two), ['none', count]);
  t.same(cell('Refused', { ...two, names: [uncoveredName({ name: 'b.example' })] }), [b, count]);
  t.same(cell('Refused', { ...two, failures }), [faint('?'), count]);
  t.same(cell('Refused', { ...two, failures, names: [uncoveredName({ name: 'b.example' })] }), [b, faint('?'), count]);
  t.end();
});

void t.test('names that are refused for another reason', (t) => {
  const why = { accepted: false, reason: 'unknown_authority', message: 'x509: unknown' } as const;
  const names = [
    nameVerdict({ name: 'a.example' }),
    nameVerdict({ name: 'front.example', verdict: why, shown: [certificate()] }),
  ];
  t.same(cell('Refused', { names }), [{ text: 'front.example', tone: 'bad' }]);
  const trust = { state: 'untrusted', refusal: why } as const;
  t.same(cell('Refused', { names: [nameVerdict({ verdict: why })], trust }), { text: 'all', tone: 'bad' });
  const some = [nameVerdict({ name: 'b.example', verdict: why }), nameVerdict({ shown: [certificate()] })];
  t.same(cell('Refused', { names: some, trust }), [{ text: 'b.example', tone: 'bad' }], 'one of them is accepted');
  t.end();
});

void t.test('state, target and problems', (t) => {
  const failures = [
    { probe: 'loopback', reason: 'reset' },
    { probe: 'name', reason: 'reset' },
  ] as const;
  t.equal(cell('Target', {}), 'prod');
  t.same(cell('State', {}), { text: 'OK', tone: 'good' });
  t.same(cell('State', { failures }), { text: 'UNKNOWN', tone: 'warning' });
  t.same(cell('Problem', { failures }), [{ text: 'reset', tone: 'warning' }], 'each once');
  t.same(cell('Problem', {}), []);
  t.same(cell('Address', down(), 'narrow'), [
    { text: 'UNKNOWN', tone: 'warning' },
    '10.225.4.51:6443',
    'prod',
    { text: 'refused', tone: 'warning' },
  ]);
  t.end();
});
