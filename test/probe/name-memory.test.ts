import t from 'tap';
import { createNameMemory, type RememberedNames } from '../../src/probe/name-memory.js';
import { certificate } from '../fixtures/report.js';
import { servedChain } from './served-chain.js';

const kibibyte = 1024;

/** Names, each with the chain that it was shown: a certificate of so many bytes of DER. */
const names = (shown: Readonly<Record<string, string>>, bytes = 1): RememberedNames => ({
  serving: 'serving',
  shown: new Map(
    Object.entries(shown).map(([name, fingerprintSha256]) => [
      name,
      { served: servedChain(certificate({ fingerprintSha256, der: new Uint8Array(bytes) })), at: 0 },
    ]),
  ),
});

void t.test('remembers each endpoint by itself, and what it showed last', (t) => {
  const memory = createNameMemory();
  const [one, other] = [names({ a: 'x' }), names({})];
  t.equal(memory.get('one'), undefined);
  memory.set('one', one);
  memory.set('other', other);
  t.equal(memory.get('one'), one);
  t.equal(memory.get('other'), other);
  memory.set('one', other);
  t.equal(memory.get('one'), other);
  memory.set('one', { serving: 'serving', shown: new Map(other.shown) });
  t.equal(memory.get('one'), other, 'the same');
  const renewed = { serving: 'renewed', shown: new Map(other.shown) };
  memory.set('one', renewed);
  t.equal(memory.get('one'), renewed, 'of another serving chain');
  t.end();
});

void t.test('drops the endpoints that were used least recently', (t) => {
  // A quarter of it is for large ones: two of these.
  const memory = createNameMemory(200 * kibibyte);
  const large = names({ a: 'x' }, 20 * kibibyte);
  memory.set('small', names({}));
  for (const endpoint of ['a', 'b']) memory.set(endpoint, large);
  memory.get('a');
  memory.set('c', large);
  t.same(
    ['small', 'a', 'b', 'c'].map((endpoint) => memory.get(endpoint) !== undefined),
    [true, true, false, true],
  );
  t.end();
});

void t.test('counts names, and the bytes of each chain once', (t) => {
  const kept = (remembered: RememberedNames): boolean => {
    const memory = createNameMemory(400 * kibibyte);
    memory.set('endpoint', remembered);
    return memory.get('endpoint') !== undefined;
  };
  const many = (count: number, chainOf: (i: number) => string) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`name-${i}`, chainOf(i)]));
  t.equal(kept(names(many(95, () => 'shared'))), true);
  t.equal(kept(names(many(100, () => 'shared'))), false, 'too many names');
  t.equal(
    kept(
      names(
        many(10, () => 'shared'),
        10 * kibibyte,
      ),
    ),
    true,
  );
  t.equal(kept(names(many(10, String), 10 * kibibyte)), false, 'too many chains');
  t.end();
});

void t.test('an endpoint that needs more than there is, is forgotten; the others stay', (t) => {
  const memory = createNameMemory(40 * kibibyte);
  memory.set('small', names({}));
  memory.set('large', names({}));
  memory.set('large', names({ a: 'x' }, 10 * kibibyte));
  t.equal(memory.get('large'), undefined, 'what it showed earlier is no longer true');
  t.not(memory.get('small'), undefined);
  t.end();
});
