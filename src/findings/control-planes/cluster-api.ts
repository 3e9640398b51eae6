import { appendSans } from '../procedures/append-sans.js';
import { bash } from '../procedures/bash-lines.js';
import { ownBash } from '../procedures/own-bash.js';
import { hasKubesprayName, hasProviderName, isMadeByKubeadm } from './leaves.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';

const takes =
  'Ten minutes or so for each control-plane machine: one after the other is replaced. Edits on a node go with its machine.';

const findControlPlane = bash`
  namespace='NAMESPACE' name='NAME'   # kubectl get kubeadmcontrolplane -A shows them
  kcp() { kubectl -n "$namespace" get kubeadmcontrolplane "$name" -o "jsonpath=$1"; }
  replicas=$(kcp '{.spec.replicas}') || no "There is no KubeadmControlPlane $name in $namespace: write yours into the lines"
`;

const rollout: Steps = {
  touches:
    'It replaces all control-plane machines of one KubeadmControlPlane, by new ones with new processes, keys and certificates.',
  takes,
  lines: [
    '# with the kubeconfig of the management cluster',
    ...ownBash(bash`
      ${findControlPlane}
      [ "$(kcp '{.status.readyReplicas}')" = "$replicas" ] || no 'Not all of its machines are ready'
      command -v clusterctl > /dev/null || no 'There is no clusterctl on the PATH'
      clusterctl alpha rollout restart "kubeadmcontrolplane/$name" --namespace "$namespace"
      kubectl -n "$namespace" get machines -l cluster.x-k8s.io/control-plane -o wide
    `),
  ],
  worked: 'After a while, the same list has new machines only, all of them Running; check shows new starts.',
  back: [
    '# none: the old machines are gone. Between two of them, clusterctl alpha rollout pause kubeadmcontrolplane/NAME stops it',
  ],
  basis:
    'run with simulated clusterctl and kubectl: test/findings/control-planes/cluster-api.test.ts; source: cluster-api at 33d0e8f, docs/book/src/clusterctl/commands/alpha-rollout.md',
};

const serveFile: Steps = {
  ...rollout,
  touches:
    'It replaces all control-plane machines of one KubeadmControlPlane, and their files with them: kubeadm makes a key and its certificate together on each new machine.',
};

/** In time, and for good: the control plane does the same by itself before the end. */
const renewInTime: Steps = {
  stage: 'for good',
  touches: 'It makes the KubeadmControlPlane replace its machines by itself, 30 days before their certificates end.',
  takes: 'Seconds, but where less than 30 days are left the machines are replaced at once, one after the other.',
  lines: [
    '# with the kubeconfig of the management cluster',
    ...ownBash(bash`
      ${findControlPlane}
      case $(kcp '{.apiVersion}') in
        */v1beta1) change='{"spec":{"rolloutBefore":{"certificatesExpiryDays":30}}}' ;;
        *) change='{"spec":{"rollout":{"before":{"certificatesExpiryDays":30}}}}' ;;
      esac
      kubectl -n "$namespace" patch kubeadmcontrolplane "$name" --type merge -p "$change"
    `),
  ],
  worked: 'It prints that the KubeadmControlPlane is patched, or that there was no change.',
  back: ['# the same patch with null instead of 30'],
  basis:
    'run with a simulated kubectl: test/findings/control-planes/cluster-api.test.ts; source: cluster-api at be6043d, api/controlplane/kubeadm/v1beta2 (rollout.before), and at 0ec048a, docs/book/src/tasks/certs/auto-rotate-certificates-in-kcp.md (v1beta1: rolloutBefore)',
};

function reissue({ sans: { missing } }: Situation): Steps {
  const path = ['spec', 'kubeadmConfigSpec', 'clusterConfiguration', 'apiServer', 'certSANs'];
  return {
    touches: 'It adds the names to certSANs of one KubeadmControlPlane, which then replaces all of its machines.',
    takes,
    lines: [
      '# with the kubeconfig of the management cluster',
      ...ownBash(bash`
        set -f
        ${appendSans('kubeadmcontrolplane', path, missing)}
      `),
    ],
    worked: 'Its last line names the copy. After the rollout, check finds no name that is not covered.',
    back: ['# the same patch with the SANs that it printed, and another rollout'],
    basis:
      'run with a simulated kubectl: test/findings/control-planes/cluster-api.test.ts; source: cluster-api at be6043d, api/controlplane/kubeadm/v1beta2/kubeadm_control_plane_types.go',
  };
}

/** New machines get the CA of the secret. So it must never be replaced on nodes alone. */
const rotateCa: Steps = {
  touches:
    'It shows when the CA of a cluster ends, and changes nothing: Cluster API has only an experimental rotation of it.',
  takes:
    'Seconds. New machines get the CA from the secret NAME-ca, so that a CA that is replaced on nodes alone splits the control plane at the next rollout. Move to a new cluster in time.',
  lines: [
    '# with the kubeconfig of the management cluster',
    ...ownBash(bash`
      namespace='NAMESPACE' cluster='NAME'   # kubectl get cluster -A shows them
      kubectl -n "$namespace" get secret "$cluster-ca" -o 'jsonpath={.data.tls\.crt}' | base64 -d | openssl x509 -noout -enddate
    `),
  ],
  worked: 'It prints notAfter, and the date.',
  back: ['# none is needed: it changes nothing'],
  basis:
    'source: cluster-api at 9e56210, docs/book/src/tasks/certs/using-custom-certificates.md (Using Custom Certificates: the secrets [cluster name]-ca); experimental-ca-rotation.md there is experimental',
};

/** Its machines are set up by kubeadm, so that their certificates do not tell it from others. */
export const clusterApi: ControlPlaneKind = {
  recognises: (leaf) => isMadeByKubeadm(leaf) && !hasKubesprayName(leaf) && !hasProviderName(leaf),
  restart: [rollout],
  serveFile: [serveFile],
  renew: [rollout, renewInTime],
  reissue: [reissue],
  renewFiles: [rollout],
  rotateCa: [rotateCa],
};
