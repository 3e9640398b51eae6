import fc from 'fast-check';
import t from 'tap';
import { ipAddressOfBytes, parseIpAddress } from '../../src/x509/ip-address.js';

void t.test('equal addresses have the same text', (t) => {
  const texts = {
    '10.0.0.1': '10.0.0.1',
    '::ffff:10.0.0.1': '10.0.0.1',
    '::FFFF:0a00:1': '10.0.0.1',
    '::': '::',
    '::1': '::1',
    '1::': '1::',
    '2001:DB8:0:0:0:0:0:1': '2001:db8::1',
    '2001:db8::0:1:0:0:1': '2001:db8::1:0:0:1',
    '2001:0:0:1:0:0:0:1': '2001:0:0:1::1',
    '1:2:3:4:5:6:7:8': '1:2:3:4:5:6:7:8',
    '1:0:3:4:5:6:7:8': '1:0:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::': '1:2:3:4:5:6:7:0',
    '64:ff9b::10.0.0.1': '64:ff9b::a00:1',
    '::10.0.0.1': '::a00:1',
  };
  for (const [text, canonical] of Object.entries(texts)) t.equal(parseIpAddress(text), canonical, text);
  t.end();
});

void t.test('text that Go does not accept as an address is refused', (t) => {
  const texts = [
    '',
    '10.0.0',
    '010.0.0.1',
    '10.0.0.256',
    '10.0.0.1.',
    '[::1]',
    'fe80::1%eth0',
    '1::2::3',
    ':::',
    '12345::',
    'a',
  ];
  for (const text of texts) t.equal(parseIpAddress(text), undefined, text);
  t.end();
});

void t.test('only 4 or 16 bytes are an address', (t) => {
  t.equal(ipAddressOfBytes(Uint8Array.of(10, 0, 0, 1)), '10.0.0.1');
  for (const length of [0, 3, 5, 8, 15, 17, 32]) t.equal(ipAddressOfBytes(new Uint8Array(length)), undefined);
  t.end();
});

void t.test('text and bytes of one address agree', (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const canonical = parseIpAddress(text) ?? '';
      return canonical !== '' && parseIpAddress(canonical) === canonical;
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(16), (bytes, zeros) => {
      bytes.fill(0, 0, zeros);
      const text = ipAddressOfBytes(bytes) ?? '';
      const long = Buffer.from(bytes).toString('hex').match(/.{4}/g)?.join(':') ?? '';
      return parseIpAddress(text) === text && parseIpAddress(long) === text;
    }),
  );
  t.end();
});
