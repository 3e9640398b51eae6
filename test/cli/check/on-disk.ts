import type { CheckResult } from '../../../src/cli/check/result.js';
import { failed, type FileReport } from '../../../src/files/file-report.js';
import { kubeadmExpiration } from '../../../src/files/kubeadm-expiration.js';
import { localServer } from '../../fixtures/local-server.js';
import { certificate, now, report, target } from '../../fixtures/report.js';
import { resultWith } from './result-fixture.js';

const files: readonly FileReport[] = [
  { path: '/a.crt', outcome: { state: 'read' }, certificates: [{ label: '1', certificate: certificate() }] },
  { path: '/a.key', outcome: { state: 'skipped', because: 'key' }, certificates: [] },
  { path: '/b.crt', outcome: failed('empty'), certificates: [] },
  {
    path: '/etc/kubernetes/admin.conf',
    outcome: { state: 'read' },
    certificates: [{ label: 'admin', certificate: certificate({ notAfter: now - 1 }) }],
  },
];
const stale = {
  target: { name: 'prod', labels: {} },
  address: 'a:1',
  path: '/a.crt',
  served: certificate({ fingerprintSha256: 'cd' }),
  held: certificate(),
};

/** A check with files of every outcome, one of which is not what the API server serves. */
export const onDisk = resultWith({ files, serving: [stale] }, target(report()));

/** The same check on a kubeadm node. */
export const onKubeadmNode: CheckResult = {
  ...onDisk,
  kubeadm: {
    ...(await kubeadmExpiration('/etc/kubernetes', onDisk, () => Promise.resolve(true))),
    server: localServer({ state: 'dead', text: 'nothing listens there' }),
  },
};
