import t from 'tap';
import { entrySignsOf, isGateway } from '../../src/probe/entry-point.js';
import { certificate, down, processes, report } from '../fixtures/report.js';

const notServed = { loopback: { state: 'not_served', because: 'serving_certificate' } } as const;
const others = [certificate({ fingerprintSha256: 'a' }), certificate({ fingerprintSha256: 'b' })] as const;

void t.test('the signs of an entry point', (t) => {
  t.same(entrySignsOf(report()), []);
  t.same(entrySignsOf(down()), []);
  t.same(entrySignsOf(report({ path: '/k8s/clusters/c-1' })), ['path']);
  t.same(entrySignsOf(report(notServed)), ['certificate', 'sni']);
  const ofApiserver = [certificate({ dnsNames: ['kubernetes.default.svc'] })] as const;
  t.same(entrySignsOf(report({ ...notServed, serving: ofApiserver })), ['sni']);
  t.same(entrySignsOf(report({ loopback: { state: 'failed' } })), []);
  t.same(entrySignsOf(report({ loopback: processes(1, 2) })), ['servers']);
  t.same(entrySignsOf(report({ answers: { probes: 2, chains: others.map((leaf) => [leaf]) } })), ['servers']);
  t.same(entrySignsOf(report({ failures: [{ probe: 'http', reason: 'http_malformed' }] })), ['http']);
  t.same(entrySignsOf(report({ failures: [{ probe: 'http', reason: 'http_timeout' }] })), []);
  t.end();
});

void t.test('a gateway has a path, or a certificate that is not that of a kube-apiserver', (t) => {
  const ofApiserver = certificate({ dnsNames: ['kubernetes', 'kubernetes.default.svc'] });
  t.equal(isGateway(report()), false);
  t.equal(isGateway(report({ path: '/a', serving: [ofApiserver] })), true);
  t.equal(isGateway(report({ ...notServed, serving: [ofApiserver] })), false, 'an SNI router in front of it');
  t.equal(isGateway(report({ ...notServed, serving: [certificate({ dnsNames: ['www.example.com'] })] })), true);
  t.equal(isGateway(report({ ...notServed, serving: undefined })), false);
  t.end();
});
