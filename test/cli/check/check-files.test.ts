import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { kubeconfigText } from '../../files/kubeconfig-text.js';
import { manifestText } from '../../fixtures/kubeadm-manifest.js';
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

/** A folder as on a control-plane node whose API server listens on 127.0.0.1 alone, and is in the API with this address. */
function kubeadmNode(port: string, advertise: string, pem: string) {
  const flags = ['--bind-address=127.0.0.1', `--advertise-address=${advertise}`, `--secure-port=${port}`];
  return {
    pki: { 'apiserver.crt': pem, 'ca.crt': authority.pem },
    manifests: { 'kube-apiserver.yaml': manifestText(flags) },
    'other.conf': kubeconfigText('someone', authority.pem, pem),
  };
}

const closedPort = async (): Promise<string> => (await closedEndpoint()).split(':').at(-1) ?? '';

void t.test('a kubeadm control-plane node whose API server is dead', async (t) => {
  const { pem } = await issueUnserved();
  const folder = t.testdir(kubeadmNode(await closedPort(), '10.225.4.51', pem));
  const { code, stdout } = await runCheck([], { kubeadmFolder: folder });
  t.equal(code, 2);
  t.match(stdout, /│ apiserver +│ Sep 17, 2027 12:00 UTC │ 300d +│ ca +│ yes +│ not seen: dead +│/);
  t.match(stdout, /\napiserver: nothing listens at 127\.0\.0\.1:\d+, though\s/);
  t.match(stdout, '1. CRITICAL: The API server of this node does not run');
  t.notMatch(stdout, 'Endpoints cannot be probed');

  renameSync(join(folder, 'manifests', 'kube-apiserver.yaml'), join(folder, 'kube-apiserver.yaml'));
  const controllers = kubeconfigText('cm', authority.pem, pem);
  writeFileSync(join(folder, 'controller-manager.conf'), controllers);
  const copied = await runCheck([], { kubeadmFolder: folder }, { ownAddresses: () => ['192.168.1.9'] });
  t.equal(copied.code, 0);
  t.match(copied.stdout, 'apiserver: this host has none of the addresses that its files name');
});

void t.test('a copy of its folder on another host', async (t) => {
  const { pem } = await issueUnserved();
  const folder = t.testdir(kubeadmNode(await closedPort(), '10.225.4.52', pem));
  const { code, stdout } = await runCheck([], { kubeadmFolder: folder });
  t.equal(code, 0);
  t.match(stdout, /│ apiserver +│ Sep 17, 2027 12:00 .*│ not seen: not on this +│/);
  t.match(stdout, /does not have the address 10\.225\.4\.52, and \S+: nothing listens on\s+this port/);
  t.match(stdout, /│ OK +│ .* │ someone +│ 2027-09-17/);
  t.match(stdout, /OK \(exit code 0\): 0 endpoints, 3 files; nothing found\n$/);
});

void t.test('a kubeadm control-plane node whose API server does not serve its file', async (t) => {
  const { pem } = await issueUnserved();
  const apiserver = await startLocalApiserver(t, '127.0.0.1');
  const folder = t.testdir(kubeadmNode(String(apiserver.port), '10.225.4.51', pem));
  const there = await runCheck([], { kubeadmFolder: folder, output: 'json' });
  t.match(JSON.parse(there.stdout), {
    targets: [{ name: 'this node', endpoints: [{ trust: { state: 'trusted' } }] }],
    servingFiles: [{ address: apiserver.endpoint, match: false }],
    kubeadm: {
      apiserver: { state: 'answers', address: apiserver.endpoint },
      certificates: [{ missing: true }, { name: 'apiserver', externallyManaged: true }],
    },
  });
});
