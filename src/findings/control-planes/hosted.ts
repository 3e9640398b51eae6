import { appendSans } from '../procedures/append-sans.js';
import { bash, bashLines } from '../procedures/bash-lines.js';
import { ownBash } from '../procedures/own-bash.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';
import { samePem } from '../procedures/served.js';

const takes =
  'A few minutes: pods are replaced one after the other. With one replica nothing answers meanwhile; workloads go on.';

const sources =
  'kamaji at 12248de, docs/content/guides/certs-lifecycle.md; k0smotron at 0a38328, docs/configuration.md; openshift-docs at 082db4c, modules/hosted-restart-hcp-components.adoc; vcluster v0.30.4, pkg/cli/certs';

/** Replaces the pods of a workload, after a check. */
function replacePods(check: readonly string[]): readonly string[] {
  return [
    '# with the kubeconfig of the management cluster. Kamaji: deployment/NAME, k0smotron: statefulset/kmc-NAME, vcluster: statefulset/NAME',
    ...ownBash(
      bash`
        namespace='NAMESPACE' workload='deployment/NAME'
        ready=$(kubectl -n "$namespace" get "$workload" -o 'jsonpath={.status.readyReplicas}/{.spec.replicas}') ||
          no "There is no $workload in $namespace: write yours into the lines"
        [ "$(dirname "$ready")" = "$(basename "$ready")" ] || no "Not all of its pods are ready: $ready"`,
      check,
      bash`
        kubectl -n "$namespace" rollout restart "$workload"
        kubectl -n "$namespace" rollout status "$workload" --timeout 15m`,
    ),
    '# HyperShift replaces all components of one control plane whenever the value of an annotation changes:',
    '# oc -n NAMESPACE annotate hostedcluster NAME --overwrite "hypershift.openshift.io/restart-date=$(date --iso-8601=seconds)"',
  ];
}

const restart: Steps = {
  touches: 'It replaces the pods of one hosted control plane, in its management cluster.',
  takes,
  lines: replacePods([]),
  worked: 'Its last line says that it is successfully rolled out; check shows a new start of each process.',
  back: ['# none: new pods have new processes'],
  basis: `run with a simulated kubectl: test/findings/control-planes/hosted.test.ts; source: ${sources}`,
};

/** Kamaji makes a pair anew that does not belong together. vcluster takes it as it is. */
const pairInSecret = bashLines`
  # the secret of Kamaji; vcluster: NAME-certs. k0smotron: write none, once you have compared server.crt and server.key in /var/lib/k0s/pki of its pod
  secret='NAME-api-server-certificate'
  pem() { kubectl -n "$namespace" get secret "$secret" -o "jsonpath={.data.apiserver\.$1}" | base64 -d; }
  if [ "$secret" != none ]; then
    ${samePem} ||
      no "In the secret $secret, certificate and key do not belong together, or it cannot be read"
  fi
`;

const serveFile: Steps = {
  ...restart,
  touches:
    'It replaces the pods of one hosted control plane, in its management cluster, if certificate and key in its secret belong together.',
  lines: replacePods(pairInSecret),
  basis: `${restart.basis}; kamaji at 058e3bd, internal/resources/api_server_certificate.go; vcluster at 00a8d85, pkg/certs/constants.go`,
};

/** Kamaji renews the day before the end, k0s and vcluster when they start. */
const renew: Steps = {
  touches:
    'For Kamaji, it deletes the secret with the serving certificate, after a copy: Kamaji makes a new one and replaces the pods.',
  takes,
  lines: [
    '# with the kubeconfig of the management cluster',
    ...ownBash(bash`
      umask 077
      namespace='NAMESPACE' name='NAME'   # kubectl get tenantcontrolplane -A shows them
      set -C; secret=$name-api-server-certificate copy=~/secret-before-$(date +%Y%m%d-%H%M%S)-$BASHPID
      kubectl -n "$namespace" get secret "$secret" -o yaml > "$copy" || no "There is no $secret in $namespace: write yours into the lines"
      [ "$(kubectl -n "$namespace" get tenantcontrolplane "$name" -o 'jsonpath={.status.kubernetesResources.version.status}')" = Ready ] ||
        no 'The TenantControlPlane is not ready'
      kubectl -n "$namespace" delete secret "$secret"
      end=$(($(date +%s) + 300))
      until kubectl -n "$namespace" get secret "$secret" > /dev/null 2>&1; do
        [ "$(date +%s)" -lt "$end" ] || stop "Kamaji made no new one in 5 minutes: kubectl create -f $copy"
        sleep 2
      done
      kubectl -n "$namespace" rollout status "deployment/$name" --timeout 15m
    `),
    '# the others: HyperShift renews by itself; k0smotron: restart its pods; vcluster, which pauses it: vcluster certs rotate NAME -n NAMESPACE',
  ],
  worked: 'Its last line says that it is successfully rolled out; check shows a certificate with a later end.',
  back: ['# with the copy: kubectl replace --force -f FILE'],
  basis: `run with a simulated kubectl: test/findings/control-planes/hosted.test.ts; source: ${sources}`,
};

/** Where an object has its list of SANs. */
interface SansList {
  readonly resource: string;
  readonly path: string;
  readonly more?: readonly string[];
}

const kamaji = ({ sans: { missing } }: Situation): Steps =>
  reissue('Kamaji', missing, { resource: 'tenantcontrolplane', path: 'spec.networkProfile.certSANs' });

const k0smotron = ({ sans: { missing } }: Situation): Steps =>
  reissue('k0smotron', missing, {
    resource: 'clusters.k0smotron.io',
    path: 'spec.k0sConfig.spec.api.sans',
    more: [
      '# where Cluster API makes it, the same list is in the K0smotronControlPlane: write k0smotroncontrolplane instead of clusters.k0smotron.io',
    ],
  });

function reissue(stage: string, missing: readonly string[], { resource, path, more = [] }: SansList): Steps {
  return {
    stage,
    touches: `It adds the names to ${path} of one object in the management cluster.`,
    takes,
    lines: [
      '# with the kubeconfig of the management cluster',
      ...ownBash(bash`
        set -f
        ${appendSans(resource, path.split('.'), missing)}
      `),
      ...more,
    ],
    worked: 'Its last line names the copy. After some minutes, check finds no name that is not covered.',
    back: ['# the same patch with the SANs that it printed'],
    basis: `run with a simulated kubectl: test/findings/control-planes/hosted.test.ts; source: kamaji at 44fbfaf, api/v1alpha1/tenantcontrolplane_types.go (networkProfile.certSANs); ${sources}`,
  };
}

function byValues({ sans: { missing } }: Situation): Steps {
  return {
    stage: 'vcluster and HyperShift',
    touches: 'It adds the names to the values of one vcluster, or shows where HyperShift has them.',
    takes,
    lines: [
      '# vcluster: add these to the entries in its vcluster.yaml, and upgrade it as it was installed (helm upgrade, or vcluster create --upgrade)',
      '# controlPlane: {proxy: {extraSANs: [',
      ...missing.map((san) => `#   "${san}",`),
      '# ]}}',
      '# HyperShift: DNS names only, by spec.configuration.apiServer.servingCerts.namedCertificates and spec.kubeAPIServerDNSName of the HostedCluster;',
      '# never one that spec.services has already',
      'kubectl get statefulsets -A -l app=vcluster',
    ],
    worked: 'Once it is upgraded, check finds no name that is not covered.',
    back: ['# the values of before'],
    basis:
      'source: vcluster at 6c76649, config/config.go (controlPlane.proxy.extraSANs); OpenShift 4.17, Hosted control planes, 7.2 (not run here)',
  };
}

const rotateCa: Steps = {
  touches: 'It replaces the CA of one hosted control plane, in its management cluster.',
  takes: 'A maintenance window: all kubeconfigs and nodes of it are refused until they have the new CA.',
  lines: [
    '# all workers have to join again. Copy the secret first. With the kubeconfig of the management cluster:',
    '# Kamaji: kubectl -n NAMESPACE delete secret NAME-ca, then wait until kubectl get tenantcontrolplane no longer says CertificateAuthorityRotating',
    '# vcluster: vcluster certs rotate-ca NAME -n NAMESPACE',
    '# k0smotron: its CA is in the secret NAME-ca. There is no rotation: move to a new cluster in time',
    '# HyperShift: there is no rotation of its root CA by hand: ask its support',
    'kubectl get tenantcontrolplane -A',
  ],
  worked: 'The command check accepts all names with the new CA.',
  back: ['# none: the old key is gone with the secret, unless you have a copy of it'],
  basis: `source: ${sources} (not run here)`,
};

/** Pods of another cluster. Their certificates are those of the tool in the pods, so that nothing tells them from others. */
export const hosted: ControlPlaneKind = {
  recognises: () => false,
  restart: [restart],
  serveFile: [serveFile],
  renew: [renew],
  reissue: [kamaji, k0smotron, byValues],
  renewFiles: [renew],
  rotateCa: [rotateCa],
};
