import t from 'tap';
import * as v from 'valibot';
import {
  addressList,
  dnsName,
  durationBetween,
  hostName,
  pathOf,
  printableText,
  wholeNumberBetween,
} from '../../src/config/value-schema.js';

function messages(schema: v.GenericSchema, value: unknown): readonly string[] {
  return (v.safeParse(schema, value).issues ?? []).map(({ message }) => message);
}

void t.test('durations within bounds, both included', (t) => {
  const schema = durationBetween('1s', '1m');
  t.equal(v.parse(schema, '1s'), 1);
  t.equal(v.parse(schema, '60s'), 60);
  for (const value of ['999ms', '1m1ms', '1', '', 5, null]) {
    t.same(messages(schema, value), ['a duration from 1s to 1m, such as 5s or 1m30s'], String(value));
  }
  t.end();
});

void t.test('printable text', (t) => {
  for (const text of ['a', 'a b', 'ü 😀', 'x'.repeat(256)]) t.equal(v.parse(printableText, text), text);
  const expected = 'text of 1 to 256 printable characters';
  for (const value of ['', ' ', ' a', 'a ', 'a\n', '\u0000', 'a\u200bb', '\ud800', 'x'.repeat(257), null, [], {}]) {
    t.same(messages(printableText, value), [expected], JSON.stringify(value));
  }
  for (const value of [5, true]) t.same(messages(printableText, value), [`${expected} (in quotes)`]);
  t.end();
});

void t.test('the path of something', (t) => {
  t.equal(v.parse(pathOf('a file'), 'a/b'), 'a/b');
  for (const value of ['', 5])
    t.match(v.safeParse(pathOf('a file'), value).issues, [{ message: 'the path of a file' }]);
  t.end();
});

void t.test('whole numbers within bounds, both included', (t) => {
  const schema = wholeNumberBetween(1, 64);
  for (const value of [1, 2, 64]) t.equal(v.parse(schema, value), value);
  t.equal(v.parse(wholeNumberBetween(0, 3), 0), 0);
  for (const value of [0, -1, 1.5, 65, NaN, Infinity, '1', null])
    t.equal(v.safeParse(schema, value).issues?.[0].message, 'a whole number from 1 to 64', String(value));
  t.end();
});

void t.test('addresses, each once however it is spelled', (t) => {
  t.match(v.parse(addressList, ['10.0.0.1', 'a.example:443']), [
    { host: { kind: 'ip', text: '10.0.0.1' }, port: 6443 },
    { host: { kind: 'dns', text: 'a.example' }, port: 443 },
  ]);
  t.same(v.parse(addressList, []), []);
  t.match(v.safeParse(addressList, ['a.example', 'https://A.example:6443']).issues, [{ message: 'each address once' }]);
  t.equal(v.safeParse(addressList, Array(4097).fill('a')).success, false);
  t.end();
});

void t.test('a name that clients use', (t) => {
  t.same(v.parse(hostName, '[FD00::1]'), { kind: 'ip', text: 'fd00::1' });
  t.same(v.parse(hostName, 'A.example.'), { kind: 'dns', text: 'a.example' });
  t.match(v.safeParse(hostName, 'a:1').issues, [{ message: 'a DNS name or an IP address, without port' }]);
  t.end();
});

void t.test('a DNS name, and no IP address', (t) => {
  t.equal(v.parse(dnsName, 'Cluster.Local.'), 'cluster.local');
  for (const text of ['', '10.0.0.1', '::1', 'a b'])
    t.match(v.safeParse(dnsName, text).issues, [{ message: 'a DNS name, such as cluster.local' }], text);
  t.end();
});
