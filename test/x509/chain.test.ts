import t from 'tap';
import { type Authority, createAuthority, type IssuedCertificate } from '../../demo/pki.js';
import type { Certificate, Chain } from '../../src/x509/certificate.js';
import { signedByCa } from '../../src/x509/chain.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { buildCertificate } from './der-builder.js';

function decode({ der }: Pick<IssuedCertificate, 'der'>): Certificate {
  const decoded = decodeCertificate(der);
  if (!decoded.ok) throw new Error(decoded.message);
  return decoded.certificate;
}

const chain = (leaf: Pick<IssuedCertificate, 'der'>, ...rest: readonly Pick<IssuedCertificate, 'der'>[]): Chain => [
  decode(leaf),
  ...rest.map(decode),
];

const expired = { notBefore: 1_000_000_000, notAfter: 1_000_000_001 };
const newAuthority = (): Promise<Authority> => createAuthority({ commonName: 'kubernetes', ...expired });

void t.test('a leaf that the CA signed is trusted, whatever its dates', async (t) => {
  const root = await newAuthority();
  const leaf = await root.issue({ commonName: 'kube-apiserver', ...expired });
  t.equal(signedByCa(chain(leaf), [root.der]), true);
  t.equal(signedByCa(chain(leaf, root), [root.der]), true);
  t.equal(signedByCa(chain(leaf, root), []), false, 'the chain does not vouch for itself');
  t.equal(signedByCa(chain(leaf), [leaf.der]), true, 'a leaf that is itself trusted');
});

void t.test('another CA of the same name did not sign it', async (t) => {
  const [root, other] = [await newAuthority(), await newAuthority()];
  const leaf = await root.issue({ commonName: 'kube-apiserver' });
  t.equal(signedByCa(chain(leaf), [other.der]), false);
  t.equal(signedByCa(chain(leaf), [other.der, root.der]), true, 'each of the bundle is tried');
});

void t.test('intermediates lead to the CA, in any order', async (t) => {
  const root = await newAuthority();
  const middle = await root.issueAuthority({ commonName: 'middle' });
  const low = await middle.issueAuthority({ commonName: 'low' });
  const leaf = await low.issue({ commonName: 'kube-apiserver' });
  t.equal(signedByCa(chain(leaf, low, middle), [root.der]), true);
  t.equal(signedByCa(chain(leaf, middle, low), [root.der]), true);
  t.equal(signedByCa(chain(leaf, middle), [root.der]), false, 'one is missing');
  t.equal(signedByCa(chain(leaf, low), [middle.der]), true, 'a CA that is not self-signed');
  t.equal(signedByCa(chain(leaf, ...Array<Authority>(16).fill(root), low, middle), [root.der]), false, 'too many');
});

void t.test('a leaf may not issue', async (t) => {
  const root = await newAuthority();
  // Signs like an authority, but basicConstraints says that it is not a CA.
  const middle = await root.issueAuthority({ commonName: 'middle' });
  const posing = await root.issue({ commonName: 'middle' });
  const leaf = await middle.issue({ commonName: 'kube-apiserver' });
  t.equal(signedByCa(chain(leaf, posing), [root.der]), false);
  t.equal(signedByCa(chain(leaf), [posing.der]), false);
});

void t.test('certificates that issue each other do not cause an endless loop', async (t) => {
  const root = await newAuthority();
  const low = await root.issueAuthority({ commonName: 'kubernetes' });
  const leaf = await low.issue({ commonName: 'kubernetes' });
  t.equal(signedByCa(chain(leaf, low, root, low, root), [(await newAuthority()).der]), false);
});

void t.test('certificates that OpenSSL cannot read are not trusted, and do not hide others', async (t) => {
  const root = await newAuthority();
  const leaf = await root.issue({ commonName: 'kube-apiserver' });
  const odd = { der: buildCertificate({ algorithm: Buffer.of(0x30, 0) }) };
  t.equal(signedByCa(chain(odd), [root.der]), false);
  t.equal(signedByCa(chain(leaf, odd), [Uint8Array.of(1), odd.der, root.der]), true);
});
