import type { LookupFunction } from 'node:net';
import t from 'tap';
import type { TakeLookupTurn } from '../../src/net/lookup-turns.js';
import { createSharedLookup, sharedLookup } from '../../src/net/shared-lookup.js';

const atOnce: TakeLookupTurn = (_name, lookUp) => lookUp();

void t.test('lookups of a host at the same time are one', async (t) => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const lookup = createSharedLookup((host, { family = 0 }, done) => {
    asked.push(`${host} ${family}`);
    answers.push(() => done(null, `10.0.0.${answers.length}`, 4));
  }, atOnce);
  const found: unknown[] = [];
  const look = (host: string, options: Parameters<LookupFunction>[1] = {}): void =>
    lookup(host, options, (_error, address) => found.push(address));
  look('a');
  look('a');
  look('a', { family: 4 });
  look('b');
  t.same(asked, ['a 0', 'a 4', 'b 0']);
  for (const answer of answers.splice(0, 1)) answer();
  await new Promise(setImmediate);
  t.equal(found.length, 2);
  look('a');
  t.equal(asked.length, 4, 'an answer is not kept');
});

void t.test('errors are shared as well', async (t) => {
  let fail: (error: Error) => void = () => undefined;
  const lookup = createSharedLookup((_host, _options, done) => (fail = (error) => done(error, '', 0)), atOnce);
  const errors: unknown[] = [];
  for (let i = 0; i < 2; i++) lookup('a', {}, (error) => errors.push(error));
  const error = new Error('no');
  fail(error);
  await new Promise(setImmediate);
  t.same(errors, [error, error]);
});

void t.test('lookups wait for their turns, and share them', async (t) => {
  const begin: (() => void)[] = [];
  const asked: string[] = [];
  const lookup = createSharedLookup(
    (host, _options, done) => {
      asked.push(host);
      if (host === 'broken') throw new TypeError('not a name');
      done(null, '10.0.0.1', 4);
    },
    (_name, lookUp) => new Promise((resolve, reject) => begin.push(() => void lookUp().then(resolve, reject))),
  );
  const found: unknown[] = [];
  for (const host of ['a', 'a', 'broken']) lookup(host, {}, (error, address) => found.push(error?.message ?? address));
  t.same(asked, []);
  for (const one of begin.splice(0)) one();
  await new Promise(setImmediate);
  t.same(asked, ['a', 'broken']);
  t.same(found, ['10.0.0.1', '10.0.0.1', 'not a name']);
});

void t.test('the real one', (t) => {
  sharedLookup('127.0.0.1', { all: true }, (error, found) => {
    t.equal(error, null);
    t.same(found, [{ address: '127.0.0.1', family: 4 }]);
    t.end();
  });
});
