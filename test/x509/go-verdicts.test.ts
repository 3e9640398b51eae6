import t from 'tap';
import { createGoVerdicts, type VerdictRequest } from '../../src/x509/go-verdicts.js';
import { validity } from './der-builder.js';
import { createParty, issueCa, now } from './go-fixture.js';
import { ca, leaf, messageOf, name, request, roots } from './verdict-request.js';

const time = (text: string): number => Date.parse(text) / 1000;
const [begin, end] = [time('2026-01-01T00:00:00Z'), time('2027-01-01T00:00:00Z')];
const others = [issueCa(createParty('kubernetes'))];

void t.test('a verdict is kept while nothing changes', (t) => {
  const judge = createGoVerdicts();
  const accepted = judge(request()).trust;
  t.match(accepted, { accepted: true, until: end });
  t.equal(judge(request({ now: now + 1 })).trust, accepted, 'by identity, here and below');
  t.equal(judge(request({ served: [Buffer.from(leaf)] })).trust, accepted, 'the key stands for the chain');
  t.equal(judge(request()).under(name), accepted);
  const refused = judge(request({ roots: others })).trust;
  t.match(refused, { reason: 'unknown_authority' });
  t.equal(judge(request({ roots: others, now: now + 1 })).trust, refused);
  const misnamed = judge(request()).under('other');
  t.match(misnamed, { reason: 'name' });
  t.equal(judge(request({ now: now + 1 })).under('other'), misnamed);
  t.end();
});

void t.test('a chain or a CA that is another one is judged anew', (t) => {
  const judge = createGoVerdicts();
  const { trust } = judge(request());
  t.not(judge(request({ key: 'another' })).trust, trust);
  t.match(judge(request({ key: 'broken', served: [] })).trust, { reason: 'malformed' });
  t.not(judge(request({ roots: [...roots] })).trust, trust, 'the array is the CA');
  t.match(judge(request({ roots: others })).trust, { accepted: false });
  t.match(judge(request({ roots: undefined })), { trust: undefined });
  t.equal(judge(request()).trust, trust, 'and the first one is still kept');
  t.end();
});

void t.test('it is judged anew when a date passes, also when the clock jumps back', (t) => {
  const judge = createGoVerdicts();
  const reasonAt = (at: number) => {
    const verdict = judge(request({ now: at })).under(name);
    return verdict?.accepted === false ? verdict.reason : 'accepted';
  };
  const times = [end, end + 1, end, begin, begin - 1, begin, end + 0.5, begin - 0.5, end];
  t.same(times.map(reasonAt), [
    'accepted',
    'expired',
    'accepted',
    'accepted',
    'not_yet_valid',
    'accepted',
    'expired',
    'not_yet_valid',
    'accepted',
  ]);
  t.end();
});

void t.test('a verdict of the very second in which a date passes', (t) => {
  const reasons = (...times: readonly number[]) => {
    const judge = createGoVerdicts();
    return times.map((at) => judge(request({ now: at })).under(name)).map((verdict) => verdict?.accepted);
  };
  t.same(reasons(begin, begin - 1, begin), [true, false, true]);
  t.same(reasons(begin - 1, begin), [false, true]);
  t.same(reasons(end, end + 1, end), [true, false, true]);
  t.same(reasons(end + 1, end), [false, true]);
  for (const at of [begin, end]) {
    const judge = createGoVerdicts();
    t.equal(judge(request({ now: at })).trust, judge(request({ now: at })).trust);
  }
  t.end();
});

void t.test('dates of the CA and of other certificates that are served count, too', (t) => {
  const judge = createGoVerdicts();
  const short = [issueCa(ca, { validity: validity('20260201000000Z', '20260301000000Z') })];
  const spare = issueCa(createParty('spare'), { validity: validity('20260401000000Z', '20260501000000Z') });
  const trustAt = (text: string, more: Partial<VerdictRequest>) => judge(request({ now: time(text), ...more })).trust;
  const days = ['2026-01-31T23:59:59Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-03-01T00:00:01Z'];
  const at = (text: string) => trustAt(text, { roots: short, key: 'short' })?.accepted;
  t.same(days.map(at), [false, true, true, false]);
  t.same(days.toReversed().map(at), [false, true, true, false]);
  const served = { served: [leaf, spare], key: 'spare' };
  const first = trustAt('2026-03-31T23:59:59Z', served);
  t.equal(trustAt('2026-01-01T00:00:00Z', served), first);
  t.not(trustAt('2026-04-01T00:00:00Z', served), first);
  t.end();
});

void t.test('many times that are on the same side of all dates need one judgment', (t) => {
  const judge = createGoVerdicts();
  const { trust } = judge(request({ now: begin }));
  for (const at of [end, begin, now + 1000, begin + 0.5]) t.equal(judge(request({ now: at })).trust, trust);
  t.end();
});

void t.test('messages on dates say what time it is', (t) => {
  const judge = createGoVerdicts();
  const message = (text: string) => messageOf(judge(request({ now: time(text) })).under(name));
  const outside = 'x509: certificate has expired or is not yet valid: current time';
  t.equal(message('2027-01-01T00:00:01Z'), `${outside} 2027-01-01T00:00:01Z is after 2027-01-01T00:00:00Z`);
  t.equal(message('2028-02-03T04:05:06Z'), `${outside} 2028-02-03T04:05:06Z is after 2027-01-01T00:00:00Z`);
  const old = [issueCa(ca, { validity: validity('20200101000000Z', '20210101000000Z') })];
  const trust = (text: string) => messageOf(judge(request({ roots: old, now: time(text) })).trust);
  t.equal(trust('2026-05-06T00:00:00Z'), `${outside} 2026-05-06T00:00:00Z is after 2021-01-01T00:00:00Z`);
  t.equal(trust('2026-07-08T00:00:00Z'), `${outside} 2026-07-08T00:00:00Z is after 2021-01-01T00:00:00Z`);
  t.end();
});

void t.test('without a CA, only what any client refuses is known', (t) => {
  const judge = createGoVerdicts();
  const { trust, under } = judge(request({ roots: undefined }));
  t.equal(trust, undefined);
  t.equal(under(name), undefined);
  const misnamed = under('other');
  t.match(misnamed, { reason: 'name' });
  t.equal(judge(request({ roots: undefined })).under('other'), misnamed);
  t.match(judge(request({ roots: undefined, now: end + 1 })).under(name), { reason: 'expired' });
  t.match(judge(request({ roots: undefined, served: [], key: '' })).trust, { reason: 'malformed' });
  t.end();
});
