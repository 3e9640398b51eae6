import { hasKubesprayName, hasProviderName, isMadeByKubeadm } from './leaves.js';
import type { ControlPlaneKind } from '../procedures/procedure.js';
import { kubeadmExpiredKubelet, kubeadmKubeletConf } from '../procedures/kubeadm/kubelet-conf.js';
import { kubeadmReissue } from '../procedures/kubeadm/reissue.js';
import { kubeadmRenewFiles } from '../procedures/kubeadm/renew-files.js';
import { kubeadmRenew } from '../procedures/kubeadm/renew.js';
import { kubeadmReplaceCa } from '../procedures/kubeadm/replace-ca.js';
import { kubeadmRestart } from '../procedures/kubeadm/restart.js';
import { kubeadmRotateCa } from '../procedures/kubeadm/rotate-ca.js';
import { kubeadmServeFile } from '../procedures/kubeadm/serve-file.js';

export const kubeadm: ControlPlaneKind = {
  recognises: (leaf) => isMadeByKubeadm(leaf) && !hasKubesprayName(leaf) && !hasProviderName(leaf),
  restart: [kubeadmRestart],
  serveFile: [kubeadmServeFile],
  renew: [kubeadmRenew],
  reissue: [kubeadmReissue],
  renewFiles: [
    { stage: 'all files of a control-plane node', ...kubeadmRenewFiles },
    { stage: 'a kubelet.conf from before 1.17', ...kubeadmKubeletConf },
    ...kubeadmExpiredKubelet,
  ],
  rotateCa: kubeadmRotateCa,
  replaceCa: kubeadmReplaceCa,
};
