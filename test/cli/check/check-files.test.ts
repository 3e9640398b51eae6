import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { kubeconfigText } from '../../files/kubeconfig-text.js';
import { authority, closedEndpoint, issueUnserved, startLocalApiserver } from './local-apiserver.js';
import { runCheck } from './run-check.js';

void t.test('files of a configuration, and whether they are served', async (t) => {
  const { endpoint } = await startLocalApiserver(t, '127.0.0.1');
  const { pem } = await issueUnserved();
  const folder = t.testdir({ 'apiserver.crt': pem });
  const configFile = join(folder, 'exporter.yml');
  const target = { name: 'prod', addresses: [endpoint], servingFile: 'apiserver.crt' };
  writeFileSync(configFile, JSON.stringify({ targets: [target], files: [{ paths: ['*.crt', 'gone.pem'] }] }));
  const { code, stdout } = await runCheck([], { configFile });
  t.equal(code, 1);
  t.match(stdout, /│ OK +│ .* │ kube-apiserver +│ 2027-09-17 │ 300d 0h/);
  t.match(stdout, '1. WARNING: An API server does not serve the certificate in its file');
  t.match(stdout, '2. WARNING: Certificates could not be read from a file');
  t.match(stdout, /\(exit code 1\): 1 endpoint, 2 files; 2 warnings\n$/);
});

void t.test('a kubeadm control-plane node, and a copy of its folder on another host', async (t) => {
  const { pem } = await issueUnserved();
  const closed = (await closedEndpoint()).split(':').at(-1) ?? '';
  const folder = t.testdir({
    pki: { 'apiserver.crt': pem, 'ca.crt': authority.pem },
    manifests: { 'kube-apiserver.yaml': `- --secure-port=${closed}` },
    'other.conf': kubeconfigText('someone', authority.pem, pem),
  });
  const { code, stdout } = await runCheck([], { kubeadmFolder: folder });
  t.equal(code, 0);
  t.match(stdout, /│ apiserver +│ Sep 17, 2027 12:00 UTC │ 300d +│ ca +│ yes +│ not seen +│/);
  t.match(stdout, /│ OK +│ .* │ someone +│ 2027-09-17/);
  t.match(stdout, /OK \(exit code 0\): 0 endpoints, 3 files; nothing found\n$/);

  const apiserver = await startLocalApiserver(t, '127.0.0.1');
  writeFileSync(join(folder, 'manifests', 'kube-apiserver.yaml'), `- --secure-port=${apiserver.port}`);
  const there = await runCheck([], { kubeadmFolder: folder, output: 'json' });
  t.match(JSON.parse(there.stdout), {
    targets: [{ name: 'this node', endpoints: [{ trust: { state: 'trusted' } }] }],
    servingFiles: [{ address: apiserver.endpoint, match: false }],
    kubeadm: { certificates: [{ missing: true }, { name: 'apiserver', externallyManaged: true }] },
  });
});
