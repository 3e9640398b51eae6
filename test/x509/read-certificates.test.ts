import fc from 'fast-check';
import t from 'tap';
import { type FoundCertificate, readCertificates } from '../../src/x509/read-certificates.js';
import { buildCertificate, sequence } from './der-builder.js';

const [first, second] = [buildCertificate({ serialNumber: [1] }), buildCertificate({ serialNumber: [2] })];

function pem(der: Uint8Array, label = 'CERTIFICATE', eol = '\n'): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join(eol);
}

const read = (content: string | Uint8Array): readonly FoundCertificate[] => readCertificates(Buffer.from(content));

/** Each entry as `1`, `2` or the reason of its error. */
function briefly(found: readonly FoundCertificate[]): readonly string[] {
  return found.map((one, at) => {
    t.equal(one.position, at + 1);
    if ('error' in one) return one.error.reason;
    return Buffer.from(one.der).equals(first) ? '1' : Buffer.from(one.der).equals(second) ? '2' : 'another';
  });
}

void t.test('PEM is read with any text around it', (t) => {
  const [one, two] = [pem(first), pem(second)];
  const cases: Readonly<Record<string, string>> = {
    'a bundle': `${one}${two}`,
    'CRLF and text': `subject=/CN=a\r\n${pem(first, 'CERTIFICATE', '\r\n')}\r\n0 s:CN = b\r\n${two}bye`,
    'text that begins like DER': `0 s:CN = a\n${one}${two}`,
    'other blocks': `${pem(first, 'PRIVATE KEY')}${one}${pem(first, 'CERTIFICATE REQUEST')}${two}`,
    'indented, as in YAML': `ca: |\n  ${one.replaceAll('\n', '\n  ')}${two}`,
    headers: one.replace('-----\n', '-----\nProc-Type: 4,CLEAR\nX-Key: a\n\n') + two,
    'old labels': pem(first, 'X509 CERTIFICATE') + two,
    'all in one line': one.replace(/(?<=-----)\n|(?<!-----)\n(?!$)/g, ' ') + two,
    'a byte order mark': `\ufeff${one}${two}`,
    'what it is trusted for': pem(Buffer.concat([first, sequence(sequence())]), 'TRUSTED CERTIFICATE') + two,
  };
  for (const [what, content] of Object.entries(cases)) t.same(briefly(read(content)), ['1', '2'], what);
  t.end();
});

void t.test('a broken block does not hide the others', (t) => {
  const [one, two] = [pem(first), pem(second)];
  const cases: Readonly<Record<string, string>> = {
    'no END': one.replace(/-----END.*\n/, ''),
    'the END of another label': one.replace('-----END CERTIFICATE', '-----END TRUSTED CERTIFICATE'),
    'not base64': one.replace('M', '!'),
    'a character too few': one.replace('M', ''),
    'nothing inside': pem(new Uint8Array()),
    'padding in the middle': one.replace('M', '='),
    'only headers': one.replace(/-----\n(?=M)[^]*(?=-----END)/, '-----\na: b\n'),
  };
  for (const [what, broken] of Object.entries(cases)) t.same(briefly(read(broken + two)), ['pem_malformed', '2'], what);
  t.same(briefly(read(`${two}-----BEGIN CERTIFICATE-----`)), ['2', 'pem_malformed'], 'the file ends');
  t.same(briefly(read(pem(Buffer.of(0x30, 5), 'TRUSTED CERTIFICATE'))), ['certificate_malformed']);
  t.end();
});

void t.test('DER, one or several in a row', (t) => {
  t.same(briefly(read(first)), ['1']);
  t.same(briefly(read(Buffer.concat([first, second]))), ['1', '2']);
  t.same(briefly(read(Buffer.concat([first, Buffer.of(1)]))), ['1', 'certificate_malformed']);
  t.same(briefly(read(first.subarray(0, -1))), ['certificate_malformed']);
  t.same(briefly(read(Buffer.of(0x30, 0x80, 0, 0))), ['certificate_malformed'], 'BER');
  t.end();
});

void t.test('a file that is neither PEM nor DER', (t) => {
  for (const content of ['', 'hello', '0', '\0\0', 'apiVersion: v1', pem(first, 'PRIVATE KEY')]) {
    t.same(briefly(read(content)), ['no_certificate']);
  }
  t.end();
});

void t.test('at most two thousand certificates are read', (t) => {
  const found = read('-----BEGIN CERTIFICATE-----\n'.repeat(2001));
  t.equal(found.length, 2001);
  t.match(found.at(-1), { position: 2001, error: { reason: 'too_many_certificates' } });
  t.match(read('-----BEGIN CERTIFICATE-----\n'.repeat(2000)).at(-1), { error: { reason: 'pem_malformed' } });
  t.end();
});

void t.test('certificates written as PEM are found, and any bytes give at least one entry', (t) => {
  const der = fc.uint8Array({ minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(fc.array(der, { minLength: 1, maxLength: 4 }), (all) => {
      const found = read(all.map((one) => pem(one)).join('text\n'));
      return (
        found.length === all.length &&
        found.every((one, at) => 'der' in one && Buffer.from(one.der).equals(all[at] ?? Buffer.of()))
      );
    }),
  );
  const pieces = fc.constantFrom(
    '-----BEGIN CERTIFICATE-----',
    '-----END CERTIFICATE-----',
    '-----',
    'TUlJ',
    '\n',
    ':',
    '=',
  );
  const text = fc.array(fc.oneof(pieces, fc.string())).map((parts) => Buffer.from(parts.join('')));
  fc.assert(fc.property(fc.oneof(text, fc.uint8Array()), (bytes) => read(bytes).length > 0));
  t.end();
});
