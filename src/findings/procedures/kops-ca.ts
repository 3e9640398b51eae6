import { bash } from './bash-lines.js';
import { ownBash } from './own-bash.js';
import type { Steps } from './procedure.js';

export const kopsIsWhole =
  "kops validate cluster || no 'The cluster does not validate: with a machine less, etcd could lose its quorum'";

const basis =
  'run with a simulated kops: test/findings/procedures/kops-ca.test.ts; source: kops at 06147a5 (1.22 and later), docs/operations/rotate-secrets.md';
const takes = 'As long as the rolling update of all nodes takes; each node is drained and replaced, one at a time.';

/** Stages: create, promote, distrust. Each rolling update ends with a validation of the cluster. */
export const kopsRotateCa: readonly Steps[] = [
  {
    stage: '1. A new CA beside the old one',
    touches: 'It creates a key pair in the state store and replaces all nodes, so that they trust both CAs.',
    takes,
    lines: [
      '# where kops is used, with KOPS_STATE_STORE and KOPS_CLUSTER_NAME in the environment',
      ...ownBash(bash`
        ${kopsIsWhole}
        kops get keypairs kubernetes-ca
        kops create keypair kubernetes-ca
        kops update cluster --yes
        kops rolling-update cluster --yes
        kops validate cluster --wait 10m
        kops get keypairs kubernetes-ca
      `),
    ],
    worked: 'It ends with two key pairs, of which the old one is primary.',
    back: [
      '# with the id of the new key pair: kops distrust keypair kubernetes-ca ID, then kops update cluster --yes, then kops rolling-update cluster --yes',
    ],
    basis,
  },
  {
    stage: '2. Give both to all clients',
    touches: 'It writes a kubeconfig with both CAs, for people, CI and monitoring.',
    takes: 'Seconds; everything continues to work.',
    lines: ['kops export kubecfg   # not needed where a load balancer with its own certificate serves the API'],
    worked: 'The certificate-authority-data of the kubeconfig has two certificates.',
    back: ['# the kubeconfig of before'],
    basis,
  },
  {
    stage: '3. Serve certificates of the new CA',
    touches:
      'It makes the new key pair primary and replaces all nodes. Clients that have only the old CA are refused from then on.',
    takes: `${takes} Nodes that start meanwhile may not be able to join before the update has reached their servers.`,
    lines: [
      '# only when every client has both CAs',
      ...ownBash(bash`
        ${kopsIsWhole}
        kops promote keypair kubernetes-ca
        kops update cluster --yes
        kops rolling-update cluster --yes
        kops export kubecfg --admin   # new credentials, for 18 hours: give new ones to all who have a certificate of the old CA
      `),
    ],
    worked: 'The command apiserver-cert-exporter check accepts all names with both CAs.',
    back: [
      '# with the id of the old key pair: kops promote keypair kubernetes-ca ID, then kops update cluster --yes, then kops rolling-update cluster --yes',
    ],
    basis,
  },
  {
    stage: '4. Drop the old CA',
    touches: 'It removes the trust in the old CA and replaces all nodes.',
    takes,
    lines: [
      '# only when nobody logs in with a certificate of the old CA',
      ...ownBash(bash`
        ${kopsIsWhole}
        kops distrust keypair kubernetes-ca
        kops update cluster --yes
        kops rolling-update cluster --yes
        kops export kubecfg   # the new CA alone
      `),
    ],
    worked: 'The command kops get keypairs kubernetes-ca --distrusted shows the old key pair.',
    back: [
      '# with the id of the old key pair: kops trust keypair kubernetes-ca ID, then kops update cluster --yes, then kops rolling-update cluster --force --yes',
    ],
    basis,
  },
];
