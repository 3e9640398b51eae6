import t from 'tap';
import { createAuthority, type IssuedCertificate } from '../../demo/pki.js';
import { trustOf } from '../../src/probe/trust.js';
import type { Chain } from '../../src/x509/certificate.js';
import { certificate } from '../fixtures/report.js';

const ca = await createAuthority({ commonName: 'kubernetes' });
const intermediate = await ca.issueAuthority({ commonName: 'intermediate' });
const leaf = await intermediate.issue({ commonName: 'kube-apiserver' });
const stranger = await createAuthority({ commonName: 'kubernetes' });

const chain = (served: IssuedCertificate, ...rest: readonly IssuedCertificate[]): Chain => [
  certificate({ der: served.der }),
  ...rest.map(({ der }) => certificate({ der })),
];
const whole = chain(leaf, intermediate);

void t.test('without a CA, nothing is judged', (t) => {
  t.same(trustOf(whole, undefined, undefined), { state: 'unknown' });
  t.same(trustOf(whole, 'CERT_HAS_EXPIRED', undefined), { state: 'unknown' });
  t.end();
});

void t.test("OpenSSL's verdict is taken where it is about the signatures", (t) => {
  t.same(trustOf(whole, undefined, [ca.der]), { state: 'trusted' });
  const code = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
  t.same(trustOf(whole, code, [ca.der]), { state: 'untrusted', code });
  t.end();
});

for (const verdict of ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'HANDSHAKE_INCOMPLETE']) {
  void t.test(`${verdict} says nothing about the signatures`, (t) => {
    t.same(trustOf(whole, verdict, [ca.der]), { state: 'trusted' });
    t.same(
      trustOf(whole, verdict, [stranger.der]),
      { state: 'untrusted', code: verdict },
      'the same name, another key',
    );
    t.same(trustOf(chain(leaf), verdict, [ca.der]), { state: 'untrusted', code: verdict }, 'a link is missing');
    t.same(trustOf(whole, verdict, []), { state: 'untrusted', code: verdict });
    t.end();
  });
}
