import ICAL from 'ical.js';
import t from 'tap';
import { noFiles } from '../../src/files/serving-file.js';
import { planCalendar } from '../../src/plan/plan-calendar.js';
import { type YearPlan, yearPlan } from '../../src/plan/year-plan.js';
import { certificate, day, loopback, now, report, target } from '../fixtures/report.js';
import { ending, entry } from './ending-fixture.js';

const span = { now, end: now + 365 * day };
const planOf = (change: Partial<YearPlan>): YearPlan => ({ span, entries: [], renewing: [], unseen: [], ...change });

/** The calendar as a calendar reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      stamp: String(component.getFirstPropertyValue('dtstamp')),
      start: String(event.startDate),
      end: String(event.endDate),
      isDate: event.startDate.isDate,
      summary: event.summary,
      description: event.description,
      alarms: component.getAllSubcomponents('valarm').length,
    };
  });
  return { about: String(calendar.getFirstPropertyValue('x-wr-caldesc')), events };
}

void t.test('an event of a whole day, on the last safe day', (t) => {
  const { events } = read(planCalendar(planOf({ entries: [entry()] })));
  t.match(events, [
    {
      stamp: '2026-03-01T12:00:00Z',
      start: '2027-02-28',
      end: '2027-03-01',
      isDate: true,
      summary: 'Renew the serving certificate of prod: 10.225.4.51:6443',
      description:
        'The certificate ends at 2027-03-01 12:00 UTC. Last safe day: 2027-02-28.\nRunbook: ApiserverServingCertificateEnding',
      alarms: 0,
    },
  ]);
  t.match(events[0]?.uid, /^[0-9a-f]{32}@apiserver-cert-exporter$/);
  t.same(read(planCalendar(planOf({}))).events, []);
  t.end();
});

void t.test('the same on each day, until something is urgent', (t) => {
  const server = (name: string, notAfter: number) =>
    report({
      address: `${name}:6443`,
      serving: [certificate({ fingerprintSha256: name, notAfter })],
      loopback: loopback({ fingerprintSha256: `loopback ${name}`, notAfter: notAfter + 40 * day }),
    });
  const reports = [target(...['a', 'b', 'c'].map((name) => server(name, now + 100 * day)))];
  const at = (moment: number) => planCalendar(yearPlan({ reports, evidence: noFiles }, moment));
  const first = at(now);
  t.equal(read(first).events.length, 4);
  for (const days of [0, 0.4, 1, 80, 99]) t.equal(at(now + days * day), first, `${days}`);
  const late = read(at(now + 100.6 * day)).events[0];
  t.match(late, { summary: /^OVERDUE: Renew/, start: '2027-03-02', stamp: '2027-03-02T00:00:00Z' });
  t.equal(late?.uid, read(first).events[0]?.uid, 'it is the same event');
  t.end();
});

void t.test('an event for each restart, which keeps its UID when those before it are done', (t) => {
  const server = (name: string, days: number) =>
    report({
      address: name,
      serving: undefined,
      loopback: loopback({ fingerprintSha256: name, notAfter: now + days * day }),
    });
  const restartsOf = (...days: readonly number[]) => {
    const reports = [target(...['a:1', 'b:1', 'c:1'].map((name, at) => server(name, days[at] ?? 0)))];
    return read(planCalendar(yearPlan({ reports, evidence: noFiles }, now))).events;
  };
  const [before, after] = [restartsOf(100, 100, 100), restartsOf(1000, 100, 100)];
  t.same(
    before.map(({ start, summary }) => `${start} ${summary}`),
    [
      '2027-02-12 Restart the 3 API servers of prod, one at a time: 1 of 3, a:1',
      '2027-02-20 Restart the 3 API servers of prod, one at a time: 2 of 3, b:1',
      '2027-02-28 Restart the 3 API servers of prod, one at a time: 3 of 3, c:1',
    ],
  );
  t.same(
    after.map(({ uid }) => uid),
    before.slice(1).map(({ uid }) => uid),
  );
  const mixed = restartsOf(-1, 100, 100).map(({ summary }) => summary.split(' ')[0]);
  t.same(mixed, ['OVERDUE:', 'Restart', 'Restart'], 'only the one that has ended is overdue');
  t.end();
});

void t.test('text from outside is text, and no link', (t) => {
  const title = 'Renew a;b,c\\n\u202e\r\nEND:VEVENT\r\nBEGIN:VALARM “日本”'.repeat(9);
  const text = planCalendar(
    planOf({
      entries: [entry({ title, endings: [ending({ place: `x\ny${'z'.repeat(9000)}` })] })],
      unseen: ['a, b; c'],
    }),
  );
  const { events, about } = read(text);
  t.equal(events.length, 1);
  t.match(events[0], { alarms: 0, summary: /^Renew a;b,c\\n\\u\{202e\}/ });
  t.ok((events[0]?.description.length ?? Infinity) <= 4100);
  // ical.js leaves the value of a property that it does not know as it is.
  t.match(about, /\\na\\, b\\; c$/);
  t.notMatch(text, /:\/\//);
  for (const line of text.split('\r\n')) t.ok(Buffer.byteLength(line) <= 75 && !line.includes('\n'));
  t.end();
});

void t.test('bounded, and it says what is left out', (t) => {
  const entries = Array.from({ length: 1_200 }, (_, at) => entry({ key: `${at}` }));
  const { events, about } = read(planCalendar(planOf({ entries })));
  t.equal(events.length, 1_000);
  t.match(about, '200 later events are left out.');
  t.equal(new Set(events.map(({ uid }) => uid)).size, 1_000);
  t.end();
});
