import { externalCaFiles, externalCaItself } from '../procedures/kubeadm/external-ca-others.js';
import { externalCaReissue } from '../procedures/kubeadm/external-ca.js';
import type { ControlPlaneKind } from '../procedures/procedure.js';
import { kubeadm } from './kubeadm.js';

/** The names of CAs that other kinds of control planes make. */
const madeByInstallers = /^(kubernetes|kubernetes-ca|(k3s|rke2)-server-ca@\d+)$/;

/** A control plane of kubeadm whose nodes have the certificate of the CA, but not its key. */
export const externalCa: ControlPlaneKind = {
  recognises: ({ subjectCommonName, issuerCommonName }) =>
    subjectCommonName === 'kube-apiserver' &&
    issuerCommonName !== undefined &&
    !madeByInstallers.test(issuerCommonName),
  restart: kubeadm.restart,
  serveFile: kubeadm.serveFile,
  renew: [externalCaReissue],
  reissue: [externalCaReissue],
  renewFiles: [externalCaFiles],
  rotateCa: [externalCaItself],
};
