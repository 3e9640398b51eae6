import type { ControlPlaneKind } from '../procedures/procedure.js';
import { kubeadmReissue } from '../procedures/kubeadm/reissue.js';
import { kubeadmRenewFiles } from '../procedures/kubeadm/renew-files.js';
import { kubeadmRenew } from '../procedures/kubeadm/renew.js';
import { kubeadmRestart } from '../procedures/kubeadm/restart.js';
import { kubeadmRotateCa } from '../procedures/kubeadm/rotate-ca.js';
import { kubeadmServeFile } from '../procedures/kubeadm/serve-file.js';

export const kubeadm: ControlPlaneKind = {
  recognises: ({ subjectCommonName, issuerCommonName }) =>
    subjectCommonName === 'kube-apiserver' && issuerCommonName === 'kubernetes',
  restart: [kubeadmRestart],
  serveFile: [kubeadmServeFile],
  renew: [kubeadmRenew],
  reissue: [kubeadmReissue],
  renewFiles: [kubeadmRenewFiles],
  rotateCa: kubeadmRotateCa,
};
