import t from 'tap';
import { markupOf } from '../../../src/web/page/html.js';
import { certificateDetails } from '../../../src/web/status/certificate-details.js';
import { certificate } from '../../fixtures/report.js';

void t.test('the contents of the certificate, and its issuers', (t) => {
  const otherNames = [{ type: 'email', value: 'a@b.example' }] as const;
  const shown = markupOf(
    certificateDetails('Serving certificate', [certificate({ otherNames }), certificate({ subject: 'CN=kubernetes' })]),
  );
  const parts = [
    '<h5>Serving certificate</h5>',
    '<code>CN=kube-apiserver</code>',
    '<li><code>kubernetes</code></li><li><code>10.96.0.1</code></li><li><code>10.225.4.51</code></li><li><code>email: a@b.example</code></li>',
    '2026-08-13 12:00 to 2027-08-13 12:00 UTC',
    'RSA 2048, SHA256-RSA',
    '<code>0A</code>',
    `<code>${'ab'.repeat(32)}</code>`,
    '<dt>Served with it</dt><dd><code>CN=kubernetes</code>, ends 2027-08-13 12:00 UTC',
  ];
  for (const part of parts) t.ok(shown.includes(part), part);
  t.end();
});

void t.test('a certificate without names', (t) => {
  const bare = certificate({ subject: '', issuer: '', dnsNames: [], ipAddresses: [] });
  const shown = markupOf(certificateDetails('x', [bare]));
  t.match(shown, '<dt>Names (SANs)</dt><dd>none</dd>');
  t.equal(shown.match(/\(empty\)/g)?.length, 2);
  t.end();
});

void t.test('a hostile certificate is shown as text, and cut', (t) => {
  const hostile = '<script>"\u202e'.repeat(10_000);
  const dnsNames = Array.from({ length: 4000 }, (_, at) => `${at}${hostile}`);
  const chain = Array.from({ length: 400 }, () => certificate({ subject: hostile }));
  const leaf = certificate({ subject: hostile, issuer: hostile, serialNumber: 'F'.repeat(100_000), dnsNames });
  const shown = markupOf(certificateDetails('x', [leaf, ...chain]));
  t.ok(shown.length < 20_000, `${shown.length} characters`);
  t.notMatch(shown, /<script|\u202e/);
  t.match(shown, '&lt;script&gt;&quot;\\u{202e}');
  t.match(shown, /and 3,9\d\d more names/);
  t.end();
});
