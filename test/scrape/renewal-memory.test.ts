import fc from 'fast-check';
import t from 'tap';
import { createRenewalMemory } from '../../src/scrape/renewal-memory.js';

const day = 86_400;
const lifetime = 5 * day;
const place = 'a';

/** A certificate that is issued at a time, and is valid for five days. */
function issued(at: number, valid = lifetime) {
  return { fingerprintSha256: `issued at ${at}`, notBefore: at, notAfter: at + valid };
}

/** Sees each certificate right before it is replaced, and its successor right then. `shares`: what each had left. */
function renewing(shares: readonly number[], memory = createRenewalMemory()) {
  let at = 0;
  for (const share of shares) {
    const renewedAt = at + lifetime * (1 - share);
    memory.see(place, issued(at), renewedAt);
    at = renewedAt;
    memory.see(place, issued(at), at);
  }
  return { memory, share: memory.shareAt(place) };
}

void t.test('the least share of the last renewals, once they follow a rule', (t) => {
  t.equal(renewing([]).share, undefined);
  t.equal(renewing([0.5]).share, undefined, 'one may be a reissue by hand');
  t.same(Number(renewing([0.5, 0.4]).share).toFixed(3), '0.400');
  t.same(Number(renewing([0.45, 0.9, 0.4]).share).toFixed(3), '0.400', 'a reissue long before the end');
  t.equal(renewing([0.9, 0.4]).share, 0, 'which is no rule either');
  t.equal(renewing([0.5, 0.55, 0.3, 0.5]).share, 0, 'people, who came late once');
  t.equal(renewing([-0.01, -0.005]).share, 0, 'after the end, as a rule');
  t.same(Number(renewing([0.1, 0.5, 0.5, 0.5, 0.5]).share).toFixed(3), '0.500', 'the last four count');
  t.equal(createRenewalMemory().shareAt(place), undefined, 'nothing was seen');
  t.end();
});

void t.test('what is no renewal', (t) => {
  const { memory } = renewing([0.5]);
  const at = lifetime / 2;
  memory.see(place, { ...issued(at + 1), notAfter: at + lifetime }, at + 2);
  t.equal(memory.shareAt(place), undefined, 'it ends no later');

  const unwatched = renewing([0.5]).memory;
  unwatched.see(place, issued(at + day), at + day);
  t.equal(unwatched.shareAt(place), undefined, 'nobody saw when');

  const long = renewing([0.5, 0.5]).memory;
  long.see(place, issued(lifetime, 365 * day), lifetime);
  t.equal(long.shareAt(place), undefined, 'the present one is not short-lived');
  long.see(place, issued(lifetime + 60), lifetime + 60);
  t.equal(long.shareAt(place), undefined, 'and what was before it is forgotten');
  t.end();
});

void t.test('servers that take turns renew nothing', (t) => {
  const server = fc.integer({ min: 0, max: 3 });
  fc.assert(
    fc.property(fc.array(server, { minLength: 1, maxLength: 60 }), (turns) => {
      const memory = createRenewalMemory();
      // Each of them answers first, so that it is known, whichever comes later.
      [...[3, 2, 1, 0], ...turns].forEach((which, at) => memory.see(place, issued(which * 60), 1000 + at));
      return memory.shareAt(place) === undefined;
    }),
  );
  const memory = createRenewalMemory();
  [0, 60, 120].forEach((start, at) => memory.see(place, issued(start), 1000 + at));
  t.not(memory.shareAt(place), undefined, 'three in turn, each of which ends later, are taken for renewals');
  memory.see(place, issued(0), 1004);
  t.equal(memory.shareAt(place), undefined, 'until one comes back');
  memory.see(place, issued(180), 1005);
  memory.see(place, issued(240), 1006);
  t.not(memory.shareAt(place), undefined, 'what follows counts again');
  memory.see(place, issued(180), 1007);
  t.equal(memory.shareAt(place), undefined, 'and those that came since then do not, when one is put back');
  t.end();
});

void t.test('a share is between what the certificates had left, and places are apart', (t) => {
  const share = fc.double({ min: 0.01, max: 0.95, noNaN: true });
  fc.assert(
    fc.property(fc.array(share, { minLength: 2, maxLength: 12 }), (shares) => {
      const { memory, share: found } = renewing(shares);
      const [least = NaN, second = NaN] = shares.slice(-4).toSorted((one, other) => one - other);
      const isClear = Math.abs(second - least - 0.1) > 1e-6;
      const isRight = second - least < 0.1 ? Math.abs((found ?? NaN) - least) < 1e-6 : found === 0;
      return (isRight || !isClear) && memory.shareAt('b') === undefined;
    }),
  );
  t.end();
});

void t.test('remembers a bounded number of places, and of renewals in each', (t) => {
  const memory = createRenewalMemory(2);
  memory.see('a', { fingerprintSha256: 'long', notBefore: 0, notAfter: 365 * 86_400 }, 0);
  t.equal(memory.isEmpty(), true, 'a certificate that lives long needs no memory');
  for (const other of ['b', 'c']) memory.see(other, issued(0), 0);
  t.equal(memory.isEmpty(), false);
  renewing([0.5, 0.5], memory);
  t.not(memory.shareAt(place), undefined);
  memory.see('c', issued(0), 1);
  memory.see('d', issued(0), 1);
  t.equal(memory.shareAt(place), undefined, 'the one that was seen least recently is dropped');
  t.end();
});
