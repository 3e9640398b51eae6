import { proceduresFor } from '../control-planes/procedures-for.js';
import { noSituation } from '../procedures/situation.js';
import type { Remedy } from './remedy.js';

/** A CA gets a new key, because the old one is lost or has leaked. */
export const replaceCa: Remedy = {
  advice: [
    'Replace a CA by one with a new key only if its key is lost or has leaked: if it only ends, a new certificate for the same key is the smaller step. The order keeps everyone connected: first every client and every server gets the new CA beside the old one, then each instance serves a certificate of the new one, then the client certificates are issued anew, and last the old one is removed.',
    'Find out how far it is before you go on: each stage is finished on all nodes, and at all clients, before the next one begins.',
  ],
  beware: [
    'ca.crt of kubeadm is the CA of clients as well (--client-ca-file): with the new one alone in it, kubelets, controllers and people with certificates of the old one are locked out.',
    'compare fingerprints instead of names: the old and the new CA are often both called kubernetes.',
    'people, CI and ConfigMaps (kube-root-ca.crt, cluster-info) have copies of the CA, too.',
    'kubeadm certs renew puts only the first CA of ca.crt into a kubeconfig, and kubeadm upgrade does so as well: do not run them while the rotation is under way.',
  ],
  procedures: proceduresFor('replaceCa', noSituation),
};
