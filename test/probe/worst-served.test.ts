import fc from 'fast-check';
import t from 'tap';
import { type JudgedServed, worstServed } from '../../src/probe/worst-served.js';
import type { Trust } from '../../src/probe/report.js';
import { refusal } from '../../src/x509/go-refusal.js';
import { certificate, trusted, untrusted } from '../fixtures/report.js';
import { servedChain } from './served-chain.js';

const unknown: Trust = { state: 'unknown', refusal: undefined };

function judged(notAfter: number, trust: Trust = unknown): JudgedServed {
  return { served: servedChain(certificate({ notAfter, fingerprintSha256: String(notAfter) })), trust };
}

const keysOf = (chains: readonly JudgedServed[]): readonly string[] =>
  worstServed(chains).map(({ served }) => served.chain?.[0].fingerprintSha256 ?? 'none');

void t.test('what clients refuse is worse than what ends', (t) => {
  const whatever: Trust = { state: 'unknown', refusal: refusal('malformed', 'x509: malformed') };
  t.same(keysOf([judged(3), judged(1), judged(2)]), ['1', '2', '3']);
  t.same(keysOf([judged(1), judged(9, untrusted()), judged(2)]), ['9', '1', '2']);
  t.same(keysOf([judged(1), judged(9, whatever)]), ['9', '1']);
  t.same(keysOf([judged(5, trusted({ until: 5 })), judged(9, trusted({ until: 3 }))]), ['9', '5'], 'a CA ends first');
  const { served, trust } = judged(1);
  t.same(keysOf([judged(1), { served: { ...served, chain: undefined }, trust }]), ['none', '1'], 'not decoded');
  t.end();
});

void t.test('the order of the answers does not matter', (t) => {
  const one = fc.tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.constantFrom<Trust>(unknown, trusted({ until: 4 }), untrusted()),
  );
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), (parts) => {
      const chains = parts.map(([notAfter, trust]) => judged(notAfter, trust));
      const rank = ([{ trust, served } = judged(0)]: readonly JudgedServed[]): readonly unknown[] => [
        trust.state === 'untrusted'
          ? 0
          : Math.min(served.chain?.[0].notAfter ?? 0, trust.state === 'trusted' ? trust.until : 9),
      ];
      t.same(rank(worstServed(chains)), rank(worstServed(chains.toReversed())));
    }),
  );
  t.end();
});
