import { lookup } from 'node:dns/promises';
import t from 'tap';
import { createResolver, type Lookup } from '../../src/discovery/resolve.js';
import type { HostName } from '../../src/x509/host-name.js';

const api: HostName = { kind: 'dns', text: 'api' };

/** A lookup that the test answers by hand, with the list of hosts that it was called for. */
function manualLookup() {
  const asked: string[] = [];
  const pending: PromiseWithResolvers<{ address: string }[]>[] = [];
  const lookup: Lookup = (host) => {
    asked.push(host);
    return new Promise((resolve, reject) => pending.push({ resolve, reject }));
  };
  const answer = (...addresses: string[]) => pending.shift()?.resolve(addresses.map((address) => ({ address })));
  const fail = (error: Error) => pending.shift()?.reject(error);
  return { lookup, asked, answer, fail };
}

interface PromiseWithResolvers<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

void t.test('every address once, in a fixed order', async (t) => {
  const { lookup, answer } = manualLookup();
  const resolved = createResolver(lookup)(api);
  answer('fd00::1', '10.0.0.2', '10.0.0.1', '10.0.0.2');
  t.same(await resolved, ['10.0.0.1', '10.0.0.2', 'fd00::1']);
});

void t.test('an IP resolves to itself, without a lookup', async (t) => {
  const { lookup, asked } = manualLookup();
  t.same(await createResolver(lookup)({ kind: 'ip', text: '::1' }), ['::1']);
  t.same(asked, []);
});

void t.test('concurrent lookups of one host are shared', async (t) => {
  const { lookup, asked, answer } = manualLookup();
  const resolve = createResolver(lookup);
  const [one, two, other] = [resolve(api), resolve(api), resolve({ kind: 'dns', text: 'other' })];
  answer('10.0.0.1');
  answer('10.0.0.2');
  t.same(await Promise.all([one, two, other]), [['10.0.0.1'], ['10.0.0.1'], ['10.0.0.2']]);
  t.same(asked, ['api', 'other']);
  const again = resolve(api);
  answer('10.0.0.3');
  t.same(await again, ['10.0.0.3'], 'an answer is not kept');
});

void t.test('a failure reaches the waiting callers, but not later ones', async (t) => {
  const { lookup, asked, answer, fail } = manualLookup();
  const resolve = createResolver(lookup);
  const [one, two] = [resolve(api), resolve(api)];
  fail(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
  await t.rejects(one, { code: 'ENOTFOUND' });
  await t.rejects(two, { code: 'ENOTFOUND' });
  const again = resolve(api);
  answer('10.0.0.1');
  t.same(await again, ['10.0.0.1']);
  t.same(asked, ['api', 'api']);
});

void t.test('a lookup that throws at once', async (t) => {
  const resolve = createResolver(() => {
    throw new Error('x');
  });
  await t.rejects(resolve(api), { message: 'x' });
  await t.rejects(resolve(api), { message: 'x' });
});

void t.test("Node's own lookup fits", async (t) => {
  const found = await createResolver(lookup)({ kind: 'dns', text: 'localhost' });
  t.ok(found.includes('127.0.0.1') || found.includes('::1'));
});
