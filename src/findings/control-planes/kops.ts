import { bash } from '../procedures/bash-lines.js';
import { ownBash } from '../procedures/own-bash.js';
import { kopsIsWhole, kopsRotateCa } from '../procedures/kops-ca.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';

const takes =
  'Ten minutes or so for each control-plane machine: one after the other is drained, deleted and replaced, and the next one only when the cluster validates.';

/** nodeup makes a key and a certificate when a machine boots, so that one procedure does for a process and for certificates. */
const replaceMachines: Steps = {
  touches:
    'It replaces the control-plane machines: --force does so though nothing has changed. New machines have new processes, keys and certificates.',
  takes,
  lines: [
    '# where kops is used, with KOPS_STATE_STORE and KOPS_CLUSTER_NAME in the environment. Before kops 1.26, the role is called master',
    ...ownBash(bash`
      command -v kops > /dev/null || no 'There is no kops on the PATH'
      ${kopsIsWhole}
      kops rolling-update cluster --instance-group-roles control-plane --force --yes
      kops validate cluster --wait 10m
    `),
    '# only if no API server answers, so that nothing can be drained or validated: one group after the other, and wait for etcd in between',
    '# kops rolling-update cluster --instance-group GROUP --cloudonly --force --yes',
  ],
  worked: 'The last line says that the cluster is ready, and check shows a new start of each process.',
  back: [
    '# none: the old machines are gone. kops rolling-update goes on where it was stopped, if it is called without --force',
  ],
  basis:
    'run with a simulated kops: test/findings/control-planes/kops.test.ts; source: kops at 01b17be, cmd/kops/rollingupdatecluster.go, and at 00689cc, nodeup/pkg/model/kube_apiserver.go',
};

const serveFile: Steps = {
  ...replaceMachines,
  touches:
    'It replaces the control-plane machines, and their files with them: nodeup makes a key and its certificate together when a machine boots.',
};

function reissue({ sans: { missing } }: Situation): Steps {
  return {
    touches:
      'It adds the names to spec.additionalSans of the cluster in the state store, and replaces the control-plane machines.',
    takes,
    lines: [
      '# where kops is used, with KOPS_STATE_STORE and KOPS_CLUSTER_NAME in the environment. Before kops 1.26, the role is called master',
      ...ownBash(bash`
        set -fC; umask 077
        names='${missing.join(' ')}'
        for each in kops kubectl; do command -v "$each" > /dev/null || no "There is no $each on the PATH"; done
        ${kopsIsWhole}
        before=~/kops-cluster-before-$(date +%Y%m%d-%H%M%S)-$BASHPID; work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
        kops get cluster -o yaml > "$before"
        grep -q '^apiVersion: kops.k8s.io/v1alpha2$' "$before" || no "$before is not in the form of kops.k8s.io/v1alpha2"
        sans() { kubectl patch --local -f "$1" --type merge -p '{}' -o 'jsonpath={.spec.additionalSans[*]}'; }
        list=$(printf '%s\n' $(sans "$before") $names | sort -u | sed 's/.*/"&"/' | paste -s -d , -)
        kubectl patch --local -f "$before" --type merge -p "{\"spec\":{\"additionalSans\":[$list]}}" -o yaml > "$work/cluster.yaml"
        for each in $(sans "$before") $names; do
          case " $(sans "$work/cluster.yaml") " in *" $each "*) ;; *) no "The new text lacks $each" ;; esac
        done
        kops replace -f "$work/cluster.yaml"; echo "The cluster as it was: $before"
        kops update cluster --yes
        kops rolling-update cluster --instance-group-roles control-plane --yes
        kops validate cluster --wait 10m
      `),
    ],
    worked: 'The last line says that the cluster is ready. Then check finds no name that is not covered.',
    back: [
      '# with the file that it named: kops replace -f ~/kops-cluster-before-TIME, kops update cluster --yes,',
      '# then kops rolling-update cluster --instance-group-roles control-plane --yes',
    ],
    basis:
      'run with a simulated kops and a real kubectl: test/findings/control-planes/kops.test.ts; source: kops at eb58020, pkg/apis/kops/v1alpha2/cluster.go (additionalSans; api.additionalSANs is v1alpha3)',
  };
}

export const kops: ControlPlaneKind = {
  // Other installers, such as k0s, give their CA the same name.
  recognises: ({ subjectCommonName, issuerCommonName }) =>
    subjectCommonName === 'kubernetes-master' && issuerCommonName === 'kubernetes-ca',
  restart: [replaceMachines],
  serveFile: [serveFile],
  renew: [replaceMachines],
  reissue: [reissue],
  renewFiles: [replaceMachines],
  rotateCa: kopsRotateCa,
};
