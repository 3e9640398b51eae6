import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { configureKubeadm, readConfigMap } from '../../../../src/findings/procedures/kubeadm/cluster-configuration.js';
import { requires } from '../../../integration/requires.js';
import { bash } from './bash.js';

void t.test('asks the API server of this node first', (t) => {
  t.match(readConfigMap.join('\n'), 'for via in "--server=https://$host:$port --tls-server-name=kubernetes" \'\'');
  t.end();
});

void t.test('keeps what is in the ConfigMap, with the API version of its kubeadm', requires('kubectl'), (t) => {
  const cluster = [
    'apiVersion: kubeadm.k8s.io/v1beta2',
    'kind: ClusterConfiguration',
    'apiServer: {extraArgs: {v: "2"}}',
  ];
  const work = t.testdir({ 'cluster.yaml': cluster.join('\n'), 'ca.crt': '', 'ca.key': '' });
  const place = [
    `pki='${work}' address=10.225.4.51 port=6443 release=v1.20.2`,
    ...configureKubeadm,
    "configure '*.example.com fd00::56 ::1'",
  ];
  t.equal(bash(work, place), '');
  t.equal(
    readFileSync(join(work, 'kubeadm.yaml'), 'utf8'),
    `apiServer:
  certSANs:
  - '*.example.com'
  - fd00::56
  - ::1
  extraArgs:
    v: "2"
apiVersion: kubeadm.k8s.io/v1beta2
certificatesDir: ${work}/pki
kind: ClusterConfiguration
kubernetesVersion: v1.20.2
---
apiVersion: kubeadm.k8s.io/v1beta2
kind: InitConfiguration
localAPIEndpoint: {advertiseAddress: "10.225.4.51", bindPort: 6443}
nodeRegistration: {name: "kubernetes", criSocket: "unix:///run/containerd/containerd.sock"}
`,
  );
  t.end();
});
