import fc from 'fast-check';
import t from 'tap';
import { clockSkew } from '../../src/probe/clock-skew.js';

const noon = Date.UTC(2026, 10, 21, 12) / 1000;
const dateOf = (seconds: number): string => new Date(Math.floor(seconds) * 1000).toUTCString();

/** An answer that a server whose clock is `ahead` seconds ahead dates between our request and its answer. */
const answer = (sentAt: number, seconds: number, ahead: number, writtenAfter = seconds / 2) => ({
  date: dateOf(sentAt + writtenAfter + ahead),
  sentAt,
  answeredAt: sentAt + seconds,
});

void t.test('the middle of what is possible', (t) => {
  t.equal(clockSkew([{ date: dateOf(noon), sentAt: noon, answeredAt: noon }]), 0.5);
  t.equal(clockSkew([{ date: dateOf(noon + 90), sentAt: noon + 0.25, answeredAt: noon + 0.75 }]), 90);
  t.equal(clockSkew([{ date: dateOf(noon - 3600), sentAt: noon + 0.5, answeredAt: noon + 0.5 }]), -3600);
  t.end();
});

void t.test('known to a second, whatever the clocks and the way', (t) => {
  const seconds = fc.double({ min: 0, max: 0.99, noNaN: true });
  const one = fc.tuple(seconds, fc.double({ min: 0, max: 1, noNaN: true }), seconds);
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.array(one, { minLength: 1 }), (ahead, ways) => {
      const answers = ways.map(([took, share, pause], i) => answer(noon + i + pause, took, ahead, took * share));
      const skew = clockSkew(answers);
      return skew !== undefined && Math.abs(skew - ahead) <= 1.001;
    }),
  );
  t.end();
});

void t.test('not known', (t) => {
  t.equal(clockSkew([]), undefined);
  t.equal(clockSkew([{ date: undefined, sentAt: noon, answeredAt: noon }]), undefined);
  t.equal(clockSkew([{ date: 'yesterday', sentAt: noon, answeredAt: noon }]), undefined);
  t.equal(clockSkew([answer(noon, 1.5, 0)]), undefined, 'took too long');
  t.equal(typeof clockSkew([answer(noon, 1.5, 0), answer(noon + 2, 0.1, 0)]), 'number', 'another one did not');
  t.equal(clockSkew([answer(noon, 0.1, 0), answer(noon, 0.1, 60)]), undefined, 'two servers');
  t.end();
});
