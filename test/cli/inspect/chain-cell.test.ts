import t from 'tap';
import { chainCell } from '../../../src/cli/inspect/chain-cell.js';
import type { NamedVerdict } from '../../../src/cli/inspect/judge-file.js';

const now = Date.parse('2026-11-21T12:00:00Z') / 1000;
const until = Date.parse('2027-01-01T00:00:00Z') / 1000;
const times = { leafEnds: until, now };
const accepts = (name: string | null): NamedVerdict => ({ name, verdict: { accepted: true, until, paths: [] } });
const message = 'x509: certificate is valid for a, not b';
const refuses = (name: string | null): NamedVerdict => ({
  name,
  verdict: { accepted: false, reason: 'name', message },
});

void t.test('a line for each name', (t) => {
  t.same(chainCell({ verdicts: [accepts('a'), refuses('b')] }, times), [
    { text: 'accepts a until 2027-01-01 00:00:00 UTC, 40d 12h left', tone: 'good' },
    { text: 'refuses b: x509: certificate is valid for a, not b', tone: 'bad' },
  ]);
  t.end();
});

void t.test('without a name', (t) => {
  t.match(chainCell({ verdicts: [accepts(null)] }, times), [
    { text: 'accepts it until 2027-01-01 00:00:00 UTC, 40d 12h left (no --name given)' },
  ]);
  t.match(chainCell({ verdicts: [refuses(null)] }, times), [{ text: `refuses it under any name: ${message}` }]);
  t.end();
});

void t.test('what ends first', (t) => {
  const text = (leafEnds: number | undefined) => chainCell({ verdicts: [accepts('a')] }, { leafEnds, now });
  t.match(text(until + 1), [{ text: /40d 12h left; a CA of it expires first$/ }]);
  t.match(text(undefined), [{ text: /40d 12h left$/ }]);
  t.end();
});

void t.test('a chain that is not judged', (t) => {
  t.same(chainCell({ notJudged: 'because' }, times), { text: 'not judged: because', tone: 'warning' });
  t.end();
});
