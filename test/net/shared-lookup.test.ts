import type { LookupFunction } from 'node:net';
import t from 'tap';
import { createSharedLookup, sharedLookup } from '../../src/net/shared-lookup.js';

void t.test('lookups of a host at the same time are one', (t) => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const lookup = createSharedLookup((host, { family = 0 }, done) => {
    asked.push(`${host} ${family}`);
    answers.push(() => done(null, `10.0.0.${answers.length}`, 4));
  });
  const found: unknown[] = [];
  const look = (host: string, options: Parameters<LookupFunction>[1] = {}): void =>
    lookup(host, options, (_error, address) => found.push(address));
  look('a');
  look('a');
  look('a', { family: 4 });
  look('b');
  t.same(asked, ['a 0', 'a 4', 'b 0']);
  for (const answer of answers.splice(0, 1)) answer();
  t.equal(found.length, 2);
  look('a');
  t.equal(asked.length, 4, 'an answer is not kept');
  t.end();
});

void t.test('errors are shared as well', (t) => {
  let fail: (error: Error) => void = () => undefined;
  const lookup = createSharedLookup((_host, _options, done) => (fail = (error) => done(error, '', 0)));
  const errors: unknown[] = [];
  for (let i = 0; i < 2; i++) lookup('a', {}, (error) => errors.push(error));
  const error = new Error('no');
  fail(error);
  t.same(errors, [error, error]);
  t.end();
});

void t.test('the real one', (t) => {
  sharedLookup('127.0.0.1', { all: true }, (error, found) => {
    t.equal(error, null);
    t.same(found, [{ address: '127.0.0.1', family: 4 }]);
    t.end();
  });
});
