import t from 'tap';
import { readCluster } from '../../src/kube/kubeconfig-cluster.js';
import type { ClusterFields } from '../../src/kube/kubeconfig-schema.js';

const read = (fields: ClusterFields) =>
  readCluster({ name: 'c', file: '/k', fields, origin: (field) => ({ file: '/k', path: field }) }, 'context "x"');

const messages = (fields: ClusterFields) => {
  const result = read(fields);
  return 'problems' in result ? result.problems.map(({ path, message }) => `${path}: ${message}`) : [];
};

void t.test('a cluster', (t) => {
  const server = 'https://10.0.0.1:6443';
  t.same(read({ server }), {
    server: { host: { kind: 'ip', text: '10.0.0.1' }, port: 6443, path: '' },
    serverName: undefined,
    insecure: false,
    ca: undefined,
  });
  t.match(read({ server, 'tls-server-name': 'Kubernetes', 'certificate-authority': 'ca.crt', 'proxy-url': '' }), {
    serverName: { kind: 'dns', text: 'kubernetes' },
    ca: { kind: 'file', path: '/ca.crt' },
  });
  t.match(read({ server, 'insecure-skip-tls-verify': true }), { insecure: true });
  t.end();
});

void t.test('a server without a scheme, which client-go takes for https if it can be verified', (t) => {
  const ca = { 'certificate-authority': 'ca.crt' };
  t.match(read({ server: '10.0.0.1:6443', ...ca }), { server: { host: { text: '10.0.0.1' }, port: 6443, path: '' } });
  t.match(read({ server: 'api.example.com/', ...ca }), { server: { host: { text: 'api.example.com' }, port: 443 } });
  t.match(read({ server: 'localhost:6443', 'insecure-skip-tls-verify': true }), { server: { port: 6443 } });
  t.match(messages({ server: '10.0.0.1:6443' }), [/found "10.0.0.1:6443", expected an https URL/]);
  for (const server of ['10.0.0.1/path', 'http://10.0.0.1', '/'])
    t.match(messages({ server, ...ca }), [/expected an https URL/]);
  t.end();
});

void t.test('all problems of a cluster', (t) => {
  const expected = 'expected an https URL, such as https://10.225.4.51:6443';
  t.same(messages({}), [`server: context "x": found nothing, ${expected}`]);
  t.same(messages({ server: 'https://ada:s3cret@host' }), [`server: context "x": found "https://…@host", ${expected}`]);
  t.same(
    messages({
      server: 'http://10.0.0.1',
      'proxy-url': 'ftp://ada:s3cret@proxy',
      'tls-server-name': '*.example.com',
      'insecure-skip-tls-verify': true,
      'certificate-authority-data': 'UEVN',
    }),
    [
      `server: context "x": found "http://10.0.0.1", ${expected}`,
      'proxy-url: context "x": found "ftp://…@proxy", expected a URL of http, https or socks5, such as http://proxy.example.com:3128',
      'tls-server-name: context "x": found "*.example.com", expected a DNS name or an IP address',
      'insecure-skip-tls-verify: context "x": found true together with a certificate-authority, expected only one of the two',
    ],
  );
  t.end();
});
