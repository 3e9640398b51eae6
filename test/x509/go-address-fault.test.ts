import fc from 'fast-check';
import t from 'tap';
import { goAddressFault } from '../../src/x509/go-address-fault.js';

/** The expected results are those of netip.ParseAddr of Go 1.26. */
void t.test('what is no address', (t) => {
  const cases: readonly (readonly [text: string, fault: string])[] = [
    ['', 'unable to parse IP'],
    ['g', 'unable to parse IP'],
    ['%', 'missing IPv6 address'],
    ['1.2.3', 'IPv4 address too short'],
    ['1.2.3.4.5', 'IPv4 address too long'],
    ['01.2.3.4', 'IPv4 field has octet with leading zero'],
    ['1.256.3.4', 'IPv4 field has value >255'],
    ['1..3.4', 'IPv4 field must have at least one digit (at ".3.4")'],
    ['1.2.3.', 'IPv4 field must have at least one digit (at ".")'],
    ['1.2.3.x', 'unexpected character (at "x")'],
    ['::%', 'zone must be a non-empty string'],
    ['1:2', 'address string too short'],
    ['::g', 'each colon-separated field must have at least one digit (at "g")'],
    ['::12345', 'each group must have 4 or less digits (at "12345")'],
    ['::1]', 'unexpected character, want colon (at "]")'],
    ['1:', 'colon must be followed by more characters (at ":")'],
    ['1::2::3', 'multiple :: in address (at ":3")'],
    ['1:2:3:4:5:6:7:8:9', 'trailing garbage after address (at "9")'],
    ['1:2:3:4::5:6:7:8', 'the :: must expand to at least one field of zeros'],
    ['1:1.2.3.4', 'embedded IPv4 address must replace the final 2 fields of the address (at "1.2.3.4")'],
    ['::1:2:3:4:5:6:7:1.2.3.4', 'too many hex fields to fit an embedded IPv4 at the end of the address (at "1.2.3.4")'],
    ['::1.2.3', 'IPv4 address too short'],
  ];
  for (const [text, fault] of cases) t.equal(goAddressFault(text), `ParseAddr("${text}"): ${fault}`);
  t.equal(goAddressFault('\xe4"'), 'ParseAddr("\\xe4\\""): unable to parse IP', 'quoted byte by byte');
  t.end();
});

void t.test('what is one', (t) => {
  for (const text of [
    '::',
    '::1',
    'fe80::1%en0',
    '1:2:3:4:5:6:7:8',
    '1::',
    '::ffff:1.2.3.4',
    '1:2:3:4:5:6:1.2.3.4',
    '1.2.3.4',
  ])
    t.equal(goAddressFault(text), undefined, text);
  fc.assert(fc.property(fc.ipV4(), (text) => goAddressFault(text) === undefined));
  fc.assert(fc.property(fc.ipV6(), (text) => goAddressFault(text) === undefined));
  t.end();
});

void t.test('any text gets an answer', (t) => {
  const unit = fc.constantFrom('0', '1', '25', 'a', 'f', 'g', ':', '.', '%', ']');
  fc.assert(fc.property(fc.string({ unit }), (text) => goAddressFault(text)?.startsWith('ParseAddr("') ?? true));
  t.end();
});
