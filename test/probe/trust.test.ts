import t from 'tap';
import { createAuthority, type IssuedCertificate } from '../../demo/pki.js';
import type { Trust } from '../../src/probe/report.js';
import { decodeChain } from '../../src/probe/probe-chain.js';
import { trustOf } from '../../src/probe/trust.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { createGoVerdicts } from '../../src/x509/go-verdicts.js';
import type { Certificate } from '../../src/x509/certificate.js';

const ca = await createAuthority({ commonName: 'kubernetes' });
const intermediate = await ca.issueAuthority({ commonName: 'intermediate' });
const leaf = await intermediate.issue({ commonName: 'kube-apiserver' });
const judge = createGoVerdicts();
const now = Math.floor(Date.now() / 1000);

/** Trust in what a server serves, by a CA of these certificates. */
function trust(served: readonly IssuedCertificate[], roots: readonly IssuedCertificate[] | undefined): Trust {
  const ders = served.map(({ der }) => der);
  const decoded = decodeChain(ders, decodeCertificate);
  const verdict = judge({ ...decoded, roots: roots?.map(({ der }) => der), now }).trust;
  return trustOf({ served: decoded, verdict, hasCa: roots !== undefined }, decodeCertificate);
}

const names = (certificates: readonly Certificate[]): readonly string[] =>
  certificates.map(({ subjectCommonName }) => subjectCommonName ?? '');

void t.test('without a CA, only what any client refuses is known', async (t) => {
  t.same(trust([leaf, intermediate], undefined), { state: 'unknown', refusal: undefined });
  const client = await ca.issue({ commonName: 'admin', usage: 'client' });
  t.match(trust([client], undefined), { state: 'unknown', refusal: { reason: 'usage' } });
});

void t.test('a path, the certificate of the CA to which it leads, and what is served in vain', async (t) => {
  const stranger = await createAuthority({ commonName: 'kubernetes' });
  const found = trust([leaf, stranger, intermediate], [stranger, ca]);
  if (found.state !== 'trusted') throw new Error(found.state);
  t.same(names(found.path), ['kube-apiserver', 'intermediate', 'kubernetes']);
  t.same(
    found.anchors.map(({ der }) => Buffer.from(der)),
    [Buffer.from(ca.der)],
  );
  t.same(
    found.spare.map(({ der }) => Buffer.from(der)),
    [Buffer.from(stranger.der)],
  );
  t.equal(found.until, Math.min(...found.path.map(({ notAfter }) => notAfter)));
});

void t.test('no path', async (t) => {
  const stranger = await createAuthority({ commonName: 'kubernetes' });
  const refused = { state: 'untrusted', refusal: { reason: 'unknown_authority' } };
  t.match(trust([leaf, intermediate], [stranger]), refused, 'the same name, another key');
  t.match(trust([leaf], [ca]), refused, 'a link is missing');
  t.match(trust([leaf, intermediate], []), refused);
});
