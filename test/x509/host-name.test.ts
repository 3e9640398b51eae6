import fc from 'fast-check';
import t from 'tap';
import { asciiLowerCase, parseHostName } from '../../src/x509/host-name.js';

void t.test('IP addresses', (t) => {
  t.same(parseHostName('10.0.0.1'), { kind: 'ip', text: '10.0.0.1' });
  t.same(parseHostName('::ffff:10.0.0.1'), { kind: 'ip', text: '10.0.0.1' });
  t.same(parseHostName('[2001:DB8::0:1]'), { kind: 'ip', text: '2001:db8::1' });
  t.end();
});

void t.test('DNS names', (t) => {
  const names = {
    k8ctl: 'k8ctl',
    'API.Example.COM.': 'api.example.com',
    '_http.a_b.c': '_http.a_b.c',
    '1.2.3.a': '1.2.3.a',
    'xn--n3h.com': 'xn--n3h.com',
    '10-0-0-1.ec2.internal': '10-0-0-1.ec2.internal',
  };
  for (const [text, name] of Object.entries(names)) t.same(parseHostName(text), { kind: 'dns', text: name }, text);
  t.end();
});

void t.test('text that is neither is refused', (t) => {
  const texts = [
    '',
    '.',
    '..',
    'a..b',
    '.a',
    'a.b..',
    '*.example.com',
    '*',
    'a b',
    'a,b',
    'a/b',
    'a:1',
    'https://a',
    'müller.example',
    '\u212a8s',
    '-a',
    'a-',
    'a.-b.c',
    '010.0.0.1',
    '1.2.3',
    '256.0.0.1',
    '10.0.0.1.',
    '0x7f',
    'a.0x7F',
    'a.1',
    '[10.0.0.1]',
    '[a]',
    '[::1',
    '::1]',
    'fe80::1%eth0',
    '[fe80::1%25eth0]',
    'a\n',
    'a\0',
    ' a',
    '1',
  ];
  for (const text of texts) t.equal(parseHostName(text), undefined, JSON.stringify(text));
  t.end();
});

void t.test('a label has at most 63 characters, a name 253', (t) => {
  t.ok(parseHostName('a'.repeat(63)));
  t.notOk(parseHostName('a'.repeat(64)));
  const long = `${'a.'.repeat(126)}a`;
  t.equal(long.length, 253);
  t.ok(parseHostName(long));
  t.ok(parseHostName(`${long}.`));
  t.notOk(parseHostName(`${long}b`));
  t.end();
});

void t.test('canonical text stays unchanged, and case does not matter', (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()), (text) => {
      const name = parseHostName(text);
      const others = [parseHostName(name?.text ?? ''), parseHostName(text.toUpperCase())];
      return name !== undefined && others.every((other) => other?.kind === name.kind && other.text === name.text);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      const name = parseHostName(text);
      return name?.kind !== 'dns' || /^[a-z0-9_.-]{1,253}$/.test(name.text);
    }),
  );
  t.end();
});

void t.test('only ASCII letters are lower-cased', (t) => {
  t.equal(asciiLowerCase('AbC-\u212aÉ'), 'abc-\u212aÉ');
  t.end();
});
