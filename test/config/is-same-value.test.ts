import fc from 'fast-check';
import t from 'tap';
import { isSameValue } from '../../src/config/is-same-value.js';
import { createSecret } from '../../src/net/secret.js';
import { validConfig } from './config-fixture.js';
import { configOf } from '../../src/config/load.js';
import { filesReader } from './yaml-problems.js';

void t.test('a configuration that is read twice says the same, its secrets included', async (t) => {
  const reading = { file: 'a', folder: '/', read: filesReader({}) };
  const value = (proxy: string, prefix = 16) => ({
    targets: [{ name: 'prod', addresses: ['10.0.0.1'], names: ['a.example'], labels: { env: 'test' }, proxy }],
    probe: { timeout: '3s', allowNetworks: [`10.0.0.0/${prefix}`] },
  });
  const load = async (...made: Parameters<typeof value>) => validConfig(await configOf(value(...made), reading));
  const one = await load('http://user:one@proxy.example:3128');
  t.ok(isSameValue(one, await load('http://user:one@proxy.example:3128')));
  t.notOk(isSameValue(one, await load('http://user:two@proxy.example:3128')));
  t.notOk(isSameValue(one, await load('http://user:one@proxy.example:3128', 17)));
  t.notOk(isSameValue(one, await load('none')));
});

void t.test('values of different kinds, and bytes', (t) => {
  const bytes = (...all: number[]) => new Uint8Array(all);
  const values = [
    1,
    '1',
    null,
    undefined,
    [],
    {},
    [1],
    { 0: 1 },
    { a: undefined },
    { b: undefined },
    bytes(1),
    bytes(2),
  ];
  const all = [...values, createSecret('a'), createSecret('b'), true, Number.NaN, bytes()];
  for (const [i, one] of all.entries()) {
    for (const [j, other] of all.entries()) t.equal(isSameValue(one, other), i === j, `${i} and ${j}`);
  }
  t.ok(isSameValue(createSecret('a'), createSecret('a')));
  t.ok(isSameValue(bytes(1, 2), bytes(1, 2)));
  t.end();
});

void t.test('a copy is the same; what differs as JSON is not', (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const copy: unknown = structuredClone(one);
      return (
        isSameValue(one, copy) &&
        (JSON.stringify(one) === JSON.stringify(other) || !isSameValue(one, other) || sameSorted(one, other))
      );
    }),
  );
  t.end();
});

/** The order of keys does not matter. */
function sameSorted(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, sorted(each)]);
}

void t.test('a list that many share is compared once', (t) => {
  const shared = (): { readonly ca: readonly Uint8Array[] }[] => {
    const ca = [new Uint8Array(1024 * 1024)];
    return Array.from({ length: 10_000 }, () => ({ ca }));
  };
  const begun = performance.now();
  t.ok(isSameValue(shared(), shared()));
  t.ok(performance.now() - begun < 1000);
  t.end();
});
