import t from 'tap';
import { createLoopback } from '../../demo/loopback.js';
import type { Certificate } from '../../src/x509/certificate.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { loopbackServerName, loopbackStart } from '../../src/x509/loopback-start.js';

const leaf = (
  subjectCommonName: string | undefined,
  dnsNames: readonly string[] = [loopbackServerName],
  notBefore = 0,
): Pick<Certificate, 'subjectCommonName' | 'dnsNames' | 'notBefore'> => ({ subjectCommonName, dnsNames, notBefore });

void t.test('the start of the process is read from the leaf', async (t) => {
  const { leaf: issued, authority } = await createLoopback({ startedAt: 1_652_180_293 });
  const decoded = [issued, authority].map(({ der }) => decodeCertificate(der));
  const starts = decoded.map((one) => one.ok && loopbackStart(one.certificate));
  t.same(starts, [1_652_180_293, undefined], 'of the leaf, not of its CA');
  t.equal(loopbackStart(leaf('apiserver-loopback-client@0')), 0);
  t.equal(loopbackStart(leaf('apiserver-loopback-client@253402300799')), 253_402_300_799);
});

void t.test('notBefore is the better clock where it agrees with the CN', (t) => {
  const named = 1_652_180_293;
  const start = (notBefore: number) =>
    loopbackStart(leaf(`apiserver-loopback-client@${named}`, [loopbackServerName], notBefore));
  t.equal(start(named - 4 - 3600), named - 4, 'an hour before the start, from Kubernetes 1.12 on');
  t.equal(start(named - 4), named - 4, 'at the start, until 1.11');
  for (const apart of [named - 61, named - 61 - 3600, named + 1, 0]) t.equal(start(apart), named, 'disagrees');
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
  for (const name of names) t.equal(loopbackStart(leaf(name)), undefined, JSON.stringify(name));
  t.equal(loopbackStart(leaf('apiserver-loopback-client@1652180293', [])), undefined, 'without the SAN');
  t.equal(loopbackStart(leaf('apiserver-loopback-client@1652180293', ['*'])), undefined);
  t.end();
});
