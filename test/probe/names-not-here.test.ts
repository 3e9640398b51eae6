import fc from 'fast-check';
import t from 'tap';
import type { JudgedNames } from '../../src/probe/judge-names.js';
import { withoutNamesNotHere } from '../../src/probe/names-not-here.js';
import { type Loopback, type NameNotHere, notAskedReasons, notServedReasons } from '../../src/probe/report.js';
import { sniRefusals } from '../../src/probe/sni-refusal.js';
import { loopback, uncoveredName } from '../fixtures/report.js';

const found = loopback();
const notHere = (name: string, because: NameNotHere['because']): NameNotHere => ({
  name,
  role: 'client',
  because,
  shown: undefined,
});

/** Names a0, a1…: judged; f0…: judged, and foreign; r0…: refused. */
const judged: fc.Arbitrary<JudgedNames> = fc
  .record({
    plain: fc.nat(4),
    foreign: fc.nat(4),
    refused: fc.array(fc.constantFrom(...sniRefusals), { maxLength: 3 }),
  })
  .map(({ plain, foreign, refused }) => {
    const named = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
    return {
      verdicts: [...named('a', plain), ...named('f', foreign)].map((name) => uncoveredName({ name })),
      foreign: named('f', foreign).map((name) => notHere(name, 'other_server')),
      refused: refused.map((because, i) => notHere(`r${i}`, because)),
    };
  });

const unknown: readonly Loopback[] = [
  { state: 'failed' },
  ...notAskedReasons.map((because) => ({ state: 'not_asked', because }) as const),
  { state: 'not_served', because: 'serving_certificate' },
];
const routed: readonly Loopback[] = notServedReasons
  .filter((because) => because !== 'serving_certificate')
  .map((because) => ({ state: 'not_served', because }));

const split = (names: JudgedNames, state: Loopback) => {
  const { names: kept, namesNotHere } = withoutNamesNotHere(names, state);
  return { kept: kept.map(({ name }) => name), gone: namesNotHere.map(({ name }) => name) };
};
const all = ({ verdicts }: JudgedNames) => verdicts.map(({ name }) => name);

void t.test('a kube-apiserver that shows its loopback certificate hides no refusal', (t) => {
  fc.assert(
    fc.property(judged, (names) => {
      const { kept, gone } = split(names, found);
      return kept.join() === all(names).join() && gone.every((name) => name.startsWith('r'));
    }),
  );
  t.end();
});

void t.test('nor does what gives no evidence of a router', (t) => {
  fc.assert(
    fc.property(judged, fc.constantFrom(...unknown), (names, state) => {
      const { kept, gone } = split({ ...names, refused: [] }, state);
      return kept.join() === all(names).join() && gone.length === 0;
    }),
  );
  t.end();
});

void t.test('behind a router, foreign answers are not reachable here, and only those', (t) => {
  const isRouted = fc
    .tuple(judged, fc.constantFrom(...routed, ...unknown))
    .filter(([{ refused }, state]) => routed.includes(state) || refused.length > 0);
  fc.assert(
    fc.property(isRouted, ([names, state]) => {
      const { kept, gone } = split(names, state);
      const expected = [...names.refused, ...names.foreign].map(({ name }) => name);
      return kept.every((name) => name.startsWith('a')) && gone.join() === expected.join();
    }),
  );
  t.end();
});

void t.test('every name is judged or not reachable, never both', (t) => {
  fc.assert(
    fc.property(judged, fc.constantFrom(found, ...unknown, ...routed), (names, state) => {
      const { kept, gone } = split(names, state);
      return new Set([...kept, ...gone]).size === all(names).length + names.refused.length;
    }),
  );
  t.end();
});
