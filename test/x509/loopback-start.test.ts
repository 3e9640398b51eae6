import t from 'tap';
import { createLoopback } from '../../demo/loopback.js';
import type { Certificate } from '../../src/x509/certificate.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { isLoopbackCertificate, loopbackServerName, loopbackStart } from '../../src/x509/loopback-start.js';

type Leaf = Pick<Certificate, 'subjectCommonName' | 'dnsNames' | 'notBefore'>;

const started = 1_652_180_293;

/** The leaf of a process that started then. */
const leaf = (change: Partial<Leaf> = {}): Leaf => ({
  subjectCommonName: `apiserver-loopback-client@${started}`,
  dnsNames: [loopbackServerName],
  notBefore: started - 3600,
  ...change,
});

void t.test('the start of the process is read from the leaf', async (t) => {
  const { leaf: issued, authority } = await createLoopback({ startedAt: started });
  const decoded = [issued, authority].map(({ der }) => decodeCertificate(der));
  const starts = decoded.map((one) => one.ok && loopbackStart(one.certificate));
  t.same(starts, [started, undefined], 'of the leaf, not of its CA');
  for (const named of [0, 253_402_300_799]) {
    t.equal(loopbackStart(leaf({ subjectCommonName: `apiserver-loopback-client@${named}`, notBefore: named })), named);
  }
});

void t.test('notBefore is the better clock where it agrees with the CN', (t) => {
  const start = (notBefore: number) => loopbackStart(leaf({ notBefore }));
  t.equal(start(started - 4 - 3600), started - 4, 'an hour before the start, from Kubernetes 1.12 on');
  t.equal(start(started - 60 - 3600), started - 60);
  t.equal(start(started - 4), started - 4, 'at the start, until 1.11');
  for (const apart of [61, 3600 + 61, -1, 7200, -7200]) t.equal(start(started - apart), started, `${apart} apart`);
  t.end();
});

void t.test('where the CN and notBefore disagree by hours, neither is believed, but the certificate counts', (t) => {
  for (const notBefore of [started - 7201, started + 7201, started - 100 * 86_400, 0, -62_135_596_800]) {
    t.equal(loopbackStart(leaf({ notBefore })), undefined, String(notBefore));
    t.equal(isLoopbackCertificate(leaf({ notBefore })), true);
  }
  t.end();
});

void t.test('anything else is not the loopback certificate', (t) => {
  const names = [
    undefined,
    'kube-apiserver',
    'apiserver-loopback-client',
    'apiserver-loopback-client@',
    'apiserver-loopback-client@-1',
    'apiserver-loopback-client@1.5',
    'apiserver-loopback-client@1e9',
    'apiserver-loopback-client@1652180293\n',
    'apiserver-loopback-client@1652180293x',
    'xapiserver-loopback-client@1652180293',
    'apiserver-loopback-client-ca@1652180293',
    'apiserver-loopback-client@253402300800',
    'apiserver-loopback-client@16521802930000',
  ];
  const others: readonly Partial<Leaf>[] = [
    ...names.map((subjectCommonName) => ({ subjectCommonName })),
    { dnsNames: [] },
    { dnsNames: ['*'] },
  ];
  t.equal(isLoopbackCertificate(leaf()), true);
  for (const change of others) {
    t.equal(isLoopbackCertificate(leaf(change)), false, JSON.stringify(change));
    t.equal(loopbackStart(leaf(change)), undefined);
  }
  t.end();
});
