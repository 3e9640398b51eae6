import t from 'tap';
import { createAuthority } from '../../../demo/pki.js';
import {
  areDifferent,
  differentAuthorities,
  unlessDifferent,
} from '../../../src/findings/kinds/different-authorities.js';
import { servingDiffers } from '../../../src/findings/kinds/instances.js';
import type { Report } from '../../../src/probe/report.js';
import type { Certificate } from '../../../src/x509/certificate.js';
import { decodeCertificate } from '../../../src/x509/decode.js';
import { authority as ca, loopback, report, target } from '../../fixtures/report.js';

const [one, other] = [
  await createAuthority({ commonName: 'kubernetes' }),
  await createAuthority({ commonName: 'kubernetes' }),
];

async function served(address: string, by: typeof one, change: Partial<Report> = {}): Promise<Report> {
  const decoded = decodeCertificate((await by.issue({ commonName: 'kube-apiserver', dnsNames: [address] })).der);
  if (!decoded.ok) throw new Error(decoded.message);
  return leafOf(address, decoded.certificate, change);
}
const leafOf = (address: string, leaf: Certificate, change: Partial<Report> = {}): Report =>
  report({ address, serving: [leaf], loopback: loopback({ fingerprintSha256: address }), ...change });

const remedyOf = (reports: readonly Report[]) =>
  unlessDifferent(target(...reports), () => ({ advice: ['issue'], beware: [], procedures: [] })).advice[0];

void t.test('addresses of two clusters, whose CAs have one name', async (t) => {
  const reports = [await served('a:6443', one), await served('b:6443', other), await served('c:6443', one)];
  const found = differentAuthorities.detect(target(...reports));
  t.match(found, [
    { severity: 'info', addresses: ['a:6443', 'c:6443'], text: /^the CA is CN=kubernetes, key [0-9a-f]{16}$/ },
    { severity: 'info', addresses: ['b:6443'] },
  ]);
  const unverified = reports.map((each) => ({ ...each, isVerified: false }) as const);
  t.same(differentAuthorities.detect(target(...unverified)), [], 'clients verify nothing');
  t.match(remedyOf(reports), /check --separate/, 'no list of names for all of them');
  t.same(servingDiffers.detect(target(...reports)), []);
});

void t.test('however often findings ask, each certificate is read once', async (t) => {
  const certificate = (await served('a:6443', one)).serving?.[0];
  t.ok(certificate);
  if (certificate === undefined) return;
  let reads = 0;
  const watched = Object.defineProperty({ ...certificate }, 'der', {
    get: () => {
      reads += 1;
      return certificate.der;
    },
  });
  const both = target(leafOf('a:6443', watched), leafOf('b:6443', watched));
  for (let asked = 0; asked < 3; asked += 1) {
    t.equal(areDifferent(both), false);
    t.same(differentAuthorities.detect(both), []);
    t.same(servingDiffers.detect(both), []);
  }
  t.equal(reads, 2);
});

void t.test('one control plane', async (t) => {
  const [a, b] = [await served('a:6443', one), await served('b:6443', one)];
  t.notOk(areDifferent(target(a, b)));
  t.equal(remedyOf([a, b]), 'issue');
  const foreign = await served('c:6443', other);
  t.notOk(areDifferent({ ...target(a, foreign), ca: [ca()] }), 'its CA is known, and says which one is foreign');
  t.notOk(areDifferent(target(a, { ...foreign, path: '/k8s' })), 'a gateway has a certificate of its own');
  t.notOk(areDifferent(target(a, { ...foreign, loopback: a.loopback })), 'a front that shows another certificate of a');
  t.notOk(areDifferent(target(leafOf('a', a.serving![0]), report({ address: 'b' }))), 'one does not say its key');
});
