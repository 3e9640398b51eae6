import { bash, bashLines } from './bash-lines.js';
import { ownBash } from './own-bash.js';
import type { Steps } from './procedure.js';

export const openshiftRotatesItself =
  'openshift-docs at 22a44cc, security/certificate_types_descriptions/control-plane-certificates.adoc: managed by the system and rotated automatically';

/** The operator replaces its signers by itself and keeps both in the bundles meanwhile. Only copies of the CA are left to people. */
export const openshiftRotateCa: readonly Steps[] = [
  {
    stage: '1. See what keeps the operator from it',
    touches: 'It prints the state of the operator and the ends of its signers, and changes nothing.',
    takes: 'Seconds.',
    lines: bashLines`
      oc get clusteroperator kube-apiserver
      oc -n openshift-kube-apiserver-operator get secrets -o 'custom-columns=NAME:.metadata.name,END:.metadata.annotations.auth\.openshift\.io/certificate-not-after' | grep -E 'NAME|signer'
    `,
    worked:
      'The operator is available, not degraded and not progressing, and every signer ends later than the alert says.',
    back: ['# none is needed: it changes nothing'],
    basis: openshiftRotatesItself,
  },
  {
    stage: '2. Refresh the CA of a kubeconfig',
    touches: 'It replaces the CA bundle in the kubeconfig of the person who runs it.',
    takes: 'Seconds. It has to be done while the old CA is valid: the new bundle comes from the API server.',
    lines: [
      '# with the kubeconfig that lacks the new CA, on the machine of its user',
      ...ownBash(bash`
        set +u; file=$KUBECONFIG; set -u; [ -n "$file" ] || file=~/.kube/config
        cp -p "$file" "$file.before-$(date +%Y%m%d-%H%M%S)"
        oc config refresh-ca-bundle --kubeconfig "$file"
        oc whoami --kubeconfig "$file"
      `),
    ],
    worked: 'It prints the name of the user.',
    back: ['# the file of before has the same name with .before- and the time'],
    basis: 'Red Hat build of MicroShift 5, CLI tools, 6.2.24: oc config refresh-ca-bundle (not run here)',
  },
];
