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

void t.test('each certificate of the CA to which a path leads; the path that holds longest is the best', async (t) => {
  const short = await ca.issueAuthority({ commonName: 'short', notAfter: now + 60 });
  const below = await short.issue({ commonName: 'below' });
  const both = trust([leaf, intermediate], [ca, intermediate]);
  if (both.state !== 'trusted') throw new Error(both.state);
  t.same([...names(both.anchors)].sort(), ['intermediate', 'kubernetes']);
  t.same(both.spare, []);
  t.match(trust([below, short], [ca]), { state: 'trusted', until: now + 60 }, 'an issuer ends before the leaf');
});

void t.test("the leaf's own dates do not count, those of its CA do", async (t) => {
  const past = { notBefore: now - 7200, notAfter: now - 3600 };
  const expired = await ca.issue({ commonName: 'expired', ...past });
  t.match(trust([expired], [ca]), { state: 'trusted', until: now - 3600 });
  const old = await createAuthority({ commonName: 'old', ...past });
  const valid = await old.issue({ commonName: 'valid' });
  t.match(trust([valid], [old]), { state: 'untrusted', refusal: { reason: 'expired' } });
  t.match(trust([valid], undefined), { state: 'unknown', refusal: undefined });
});

void t.test('what Go cannot read, or would not use', async (t) => {
  const untrusted = (served: IssuedCertificate, reason: string) =>
    t.match(trust([served], [ca]), { state: 'untrusted', refusal: { reason } }, reason);
  untrusted(await ca.issue({ commonName: 'admin', usage: 'client' }), 'usage');
  untrusted({ ...leaf, der: Uint8Array.of(0x30) }, 'malformed');
  const critical = { oid: '1.3.6.1.4.1.32473.1', critical: true, value: Uint8Array.of(5, 0) };
  untrusted(await ca.issue({ commonName: 'critical', extensions: [critical] }), 'unsupported');
});

void t.test('no path', async (t) => {
  const stranger = await createAuthority({ commonName: 'kubernetes' });
  const refused = { state: 'untrusted', refusal: { reason: 'unknown_authority' } };
  t.match(trust([leaf, intermediate], [stranger]), refused, 'the same name, another key');
  t.match(trust([leaf], [ca]), refused, 'a link is missing');
  t.match(trust([leaf, intermediate], []), refused);
});
