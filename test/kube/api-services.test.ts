import fc from 'fast-check';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { createApiServiceDecoder } from '../../src/kube/api-services.js';

const ca = await createAuthority({ commonName: 'ca' });
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const decode = (item: unknown) => createApiServiceDecoder()(item);

const service = { namespace: 'kube-system', name: 'metrics-server', port: 443 };
const apiService = (spec: object) => ({ metadata: { name: 'v1beta1.metrics.k8s.io' }, spec });

void t.test('with a service, and what is trusted there', (t) => {
  const trust = (spec: object) => {
    const decoded = decode(apiService({ service, ...spec }));
    return typeof decoded === 'object' ? decoded.trust : decoded;
  };
  t.match(decode(apiService({ service, caBundle: base64(ca.pem) })), {
    name: 'v1beta1.metrics.k8s.io',
    service,
    trust: { kind: 'bundle', certificates: [Buffer.from(ca.der)] },
  });
  for (const none of [undefined, null, '']) t.same(trust({ caBundle: none }), { kind: 'public' });
  t.same(trust({ insecureSkipTLSVerify: true }), { kind: 'insecure' });
  t.same(trust({ insecureSkipTLSVerify: false }), { kind: 'public' });
  t.match(trust({ caBundle: base64('none') }), { kind: 'unusable', message: /unable to parse bytes as PEM block/ });
  t.match(trust({ caBundle: 'no base64!' }), { kind: 'unusable', message: 'it is not base64' });
  t.match(trust({ caBundle: 7 }), { kind: 'unusable' });
  t.match(trust({ caBundle: 'A'.repeat(1024 * 1024 + 4) }), { kind: 'unusable', message: /larger than the limit/ });
  t.end();
});

void t.test('each bundle is read once, and all together are bounded', (t) => {
  const decoder = createApiServiceDecoder();
  const trustOf = (caBundle: string) => {
    const decoded = decoder(apiService({ service, caBundle }));
    return typeof decoded === 'object' ? decoded.trust : undefined;
  };
  const bundle = base64(ca.pem);
  t.equal(trustOf(bundle), trustOf(bundle), 'the same object');
  const large = (at: number): string => base64(`${ca.pem}${`${at} `.repeat(300_000)}`).slice(0, 1024 * 1024 - 4);
  const kinds = Array.from({ length: 40 }, (_, at) => trustOf(large(at))?.kind);
  t.ok(kinds.includes('bundle'));
  t.equal(kinds.at(-1), 'unusable');
  t.equal(trustOf(bundle)?.kind, 'bundle', 'what is known stays');
  t.end();
});

void t.test('local ones, and the default port', (t) => {
  t.equal(decode(apiService({ version: 'v1' })), 'local');
  t.equal(decode(apiService({ service: null })), 'local');
  const { namespace, name } = service;
  t.match(decode(apiService({ service: { namespace, name } })), { service: { port: 443 } });
  t.end();
});

void t.test('what makes no sense', (t) => {
  const wrong = [
    { ...service, namespace: '' },
    { ...service, name: 'a/../b' },
    { ...service, name: 7 },
    { ...service, port: 0 },
    { ...service, port: 65_536 },
    { ...service, port: '443' },
    'metrics-server',
  ];
  for (const each of wrong) t.equal(decode(apiService({ service: each })), undefined, JSON.stringify(each));
  t.equal(decode({ metadata: { name: '' }, spec: { service } }), undefined);
  t.equal(decode({ metadata: { name: 'x'.repeat(254) }, spec: { service } }), undefined);
  fc.assert(
    fc.property(fc.anything(), (item) => {
      const decoded = decode(item);
      return decoded === undefined || decoded === 'local' || typeof decoded === 'object';
    }),
  );
  t.end();
});
