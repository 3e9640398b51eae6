import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { targetGroups } from '../../src/discovery/target-groups.js';
import { systemClock } from '../../src/net/clock.js';
import { findProgram } from '../../src/process/find-program.js';
import { runProgram } from '../../src/process/run-program.js';
import { configWith } from '../config/config-fixture.js';
import { filesReader } from '../config/yaml-problems.js';
import { base64 } from '../fixtures/base64.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { answerJson, startSimulatedApi } from '../kube/simulated-api.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import { loadedCas } from './cas-fixture.js';

const apiVersion = 'client.authentication.k8s.io/v1beta1';
const credential = JSON.stringify({ apiVersion, kind: 'ExecCredential', status: { token: 'from-plugin' } });
const slices =
  '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes';
const list = {
  items: [
    {
      metadata: { name: 'kubernetes' },
      addressType: 'IPv4',
      ports: [{ name: 'https', port: 6443 }],
      endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
    },
  ],
};

void t.test('an exec plugin logs in for discovery and probes, and runs once', async (t) => {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const serving = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
  const api = await startSimulatedApi(t, serving.identity, answerJson({ [slices]: list }));
  const runs = join(t.testdir({}), 'runs');
  const script = `echo run >> ${runs}; printf '%s' '${credential}'`;
  const cluster = { server: `https://127.0.0.1:${api.port}`, 'certificate-authority-data': base64(authority.pem) };
  const exec = { apiVersion, command: '/bin/sh', args: ['-c', script] };
  const kubeconfig = kubeconfigWith(cluster, { exec });
  const files = { '/etc/edge.conf': kubeconfig };
  const target = { name: 'edge', kubeconfig: { file: 'edge.conf' }, discovery: 'kubernetes', allowExec: true };
  const [group] = targetGroups(await configWith({ targets: [target] }, files, '/etc'), {
    userAgent: 'test',
    followCas: loadedCas,
    ...toKnownServers,
    clock: { now: systemClock.now, monotonic: () => 0 },
    read: filesReader(files),
    env: {},
    exec: { run: runProgram, find: findProgram },
  });
  const [found, again] = await Promise.all([group?.entry.find(), group?.entry.find()]);
  t.same(
    found?.notes.filter((note) => !note.includes('cluster IP')),
    [],
  );
  t.equal(found?.target?.login?.token?.reveal(), 'from-plugin');
  t.equal(again?.target?.login, found?.target?.login, 'the same login');
  t.same(
    found?.target?.addresses.map(({ host }) => host.text),
    ['10.0.0.1'],
  );
  t.equal(api.seen[0]?.headers.authorization, 'Bearer from-plugin');
  t.equal(readFileSync(runs, 'utf8'), 'run\n');
});
