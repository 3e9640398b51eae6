import fc from 'fast-check';
import t from 'tap';
import { goQuote } from '../../src/x509/go-text.js';
import { readGoUrl } from '../../src/x509/go-url.js';

/** The expected results are those of url.Parse, here and below. */
void t.test('hosts', (t) => {
  const cases: readonly (readonly [text: string, host: string])[] = [
    ['', ''],
    ['*', ''],
    ['a', ''],
    ['/a', ''],
    ['?a:b', ''],
    ['#a:b', ''],
    ['mailto:a@b', ''],
    ['urn:a:b', ''],
    ['x:', ''],
    ['x:/a', ''],
    ['x://', ''],
    ['///a', ''],
    ['x:///a', ''],
    ['http://a.b', 'a.b'],
    ['HTTP://A.b/', 'A.b'],
    ['//a/b', 'a'],
    ['spiffe://a.b/ns/c?d#e', 'a.b'],
    ['http://a?b/c', 'a'],
    ['x+y-z.1://a', 'a'],
    ['http://a:80', 'a:80'],
    ['http://a:', 'a:'],
    ['http://:80', ':80'],
    ['x://a:b:80', 'a:b:80'],
    ['http://u:p@a', 'a'],
    ['http://u@v@a', 'a'],
    ['http://@a', 'a'],
    ['http://a%e4', 'a\xe4'],
    ['http://a%25', 'a%'],
    ['http://a%80', 'a\x80'],
    ['http://!"$&\'()*+,-.;<=>]_~', '!"$&\'()*+,-.;<=>]_~'],
    ['http://[::1]', '[::1]'],
    ['http://[::ffff:1.2.3.4]:80/', '[::ffff:1.2.3.4]:80'],
    ['http://[fe80::1%25en0]', '[fe80::1%en0]'],
    ['http://[fe80::1%25a%20%41]', '[fe80::1%a A]'],
  ];
  for (const [text, host] of cases) t.match(readGoUrl(text), { ok: true, url: { host } }, text);
  t.end();
});

void t.test('a scheme is shown in lower case, an empty fragment not at all', (t) => {
  const shown = (text: string): string | undefined => {
    const reading = readGoUrl(text);
    return reading.ok ? reading.url.text : undefined;
  };
  t.equal(shown('HTTPS://A/B?C#D'), 'https://A/B?C#D');
  t.equal(shown('x://a?#'), 'x://a?');
  t.equal(shown('x://a#b#'), 'x://a#b%23');
  t.equal(shown('x://@a'), 'x://@a');
  t.equal(shown('A'), 'A');
  t.end();
});

void t.test('what is no URL', (t) => {
  const cases: readonly (readonly [text: string, why: string])[] = [
    ['\x1f', 'net/url: invalid control character in URL'],
    ['a\x7f', 'net/url: invalid control character in URL'],
    [':', 'missing protocol scheme'],
    ['a b:c', 'first path segment in URL cannot contain colon'],
    ['1:/', 'first path segment in URL cannot contain colon'],
    ['/%', 'invalid URL escape "%"'],
    ['/%4', 'invalid URL escape "%4"'],
    ['/%4g1', 'invalid URL escape "%4g"'],
    ['/%%41', 'invalid URL escape "%%4"'],
    ['http://a%41', 'invalid URL escape "%41"'],
    ['http://a%7f', 'invalid URL escape "%7f"'],
    ['http://a b', 'invalid character " " in host name'],
    ['http://a^', 'invalid character "^" in host name'],
    ['http://a\\', 'invalid character "\\\\" in host name'],
    ['http://a:b', 'invalid port ":b" after host'],
    ['http://:b', 'invalid port ":b" after host'],
    ['http://a:80:90', 'invalid port ":80:90" after host'],
    ['x://a:80:b', 'invalid port ":b" after host'],
    ['http://a:+1', 'invalid port ":+1" after host'],
    ['http://^u@a', 'net/url: invalid userinfo'],
    ['http://u^@a', 'net/url: invalid userinfo'],
    ['http://u%@a', 'invalid URL escape "%"'],
    ['http://u:%zz@a', 'invalid URL escape "%zz"'],
    ['http://a[::1]', 'invalid IP-literal'],
    ['http://[1.2.3.4]', 'invalid IP-literal'],
    ['http://[::1', "missing ']' in host"],
    ['http://[::1]a', 'invalid port "a" after host'],
    ['http://[::1]:a', 'invalid port ":a" after host'],
    ['http://[a]', 'invalid host: ParseAddr("a"): unable to parse IP'],
    ['http://[::1%41]', 'invalid URL escape "%41"'],
    ['http://[fe80::1%25%00]', 'invalid URL escape "%00"'],
    ['http://[fe80::1%25%80]', 'invalid URL escape "%80"'],
    ['http://[fe80::1%25%e4]', 'invalid URL escape "%e4"'],
    ['http://[fe80::1%25^]', 'invalid character "^" in host name'],
  ];
  for (const [text, why] of cases) t.same(readGoUrl(text), { ok: false, error: `parse ${goQuote(text)}: ${why}` });
  t.end();
});

void t.test('a fault before the fragment is shown without it, a fault in it with the rest', (t) => {
  t.same(readGoUrl('/%#b'), { ok: false, error: 'parse "/%": invalid URL escape "%"' });
  t.same(readGoUrl('/a#%'), { ok: false, error: 'parse "/a#%": invalid URL escape "%"' });
  t.same(readGoUrl(':#%'), { ok: false, error: 'parse ":": missing protocol scheme' });
  t.match(readGoUrl('/a#\x01'), { ok: true });
  t.end();
});

const scheme = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9+.-]{0,4}$/);
const host = fc.stringMatching(/^[a-zA-Z0-9._~!$&'()*+,;=-]{0,8}$/);
const user = fc.option(fc.stringMatching(/^[a-z:@%]{0,4}$/).map((text) => text.replaceAll('%', '%41')));
const port = fc.option(fc.nat(99_999));
const rest = fc.stringMatching(/^(\/[^%#\x00-\x1f\x7f]{0,8})?(\?[^#\x00-\x1f\x7f]{0,4})?$/);

void t.test('the host of a URL that is put together', (t) => {
  fc.assert(
    fc.property(scheme, user, fc.tuple(host, port), rest, (before, name, [domain, number], after) => {
      const expected = `${domain}${number === null ? '' : `:${number}`}`;
      const text = `${before}://${name === null ? '' : `${name}@`}${expected}${after}`;
      const reading = readGoUrl(text);
      return reading.ok && reading.url.host === expected;
    }),
    { numRuns: 1000 },
  );
  t.end();
});

const parts = [
  'http',
  'x',
  ':',
  '//',
  '/',
  '?',
  '#',
  '@',
  '[',
  ']',
  '::1',
  '1.2.3.4',
  '%25',
  '%',
  '41',
  'a.b',
  ' ',
  '\x01',
];

void t.test('any text is read or refused, and what is refused is quoted', (t) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 10 }), (some) => {
      const text = some.join('');
      const reading = readGoUrl(text);
      return reading.ok ? text.includes('%') || text.includes(reading.url.host) : reading.error.startsWith('parse "');
    }),
    { numRuns: 2000 },
  );
  t.end();
});
