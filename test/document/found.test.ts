import t from 'tap';
import { found } from '../../src/document/found.js';
import { tooMuchGrowth } from '../fixtures/growth.js';

void t.test('values are described in words', (t) => {
  const table: readonly [value: unknown, expected: string][] = [
    [null, 'nothing'],
    [undefined, 'nothing'],
    ['', '""'],
    ['foo bar', '"foo bar"'],
    [5, 'the number 5'],
    [NaN, 'the number NaN'],
    [true, 'the boolean true'],
    [[], 'an empty list'],
    [[1, 2], 'a list of 2'],
    [{}, 'an empty mapping'],
    [{ a: 1 }, 'a mapping of 1 key'],
    [{ a: 1, b: 2 }, 'a mapping of 2 keys'],
  ];
  for (const [value, expected] of table) t.equal(found(value, ['a', 0]), expected);
  t.end();
});

void t.test('secrets are not shown', (t) => {
  t.equal(found('hunter2', ['targets', 0, 'ca', 'pem']), 'a value of 7 characters');
  t.equal(found(12345, ['users', 0, 'user', 'token']), 'a value of 5 characters');
  t.equal(found('hunter2', ['basic_auth_users', 'alice']), 'a value of 7 characters');
  t.equal(found('hunter2', ['client-key-data']), 'a value of 7 characters');
  t.equal(found('-----BEGIN PRIVATE KEY-----', ['name']), 'a value of 27 characters');
  t.equal(found('LS0tLS1CRUdJTi', ['name']), 'a value of 14 characters');
  t.equal(found('https://user:pass/w@rd@host', ['a']), '"https://…@host"');
  t.equal(found('https://token@host', ['a']), '"https://…@host"');
  t.equal(found('user:password@host:6443', ['a']), '"…@host:6443"');
  t.equal(found('user@host', ['a']), '"user@host"');
  t.equal(found('dc1', ['labels', 'datacenter']), '"dc1"');
  t.end();
});

void t.test('long text that is nearly a URL takes linear time', (t) => {
  for (const part of [':', 'a:', '://', 'a://', '-', '\n:'])
    t.equal(
      tooMuchGrowth((count) => {
        const text = part.repeat(count);
        return () => found(text, ['a']);
      }, 3000),
      undefined,
      JSON.stringify(part),
    );
  t.end();
});
