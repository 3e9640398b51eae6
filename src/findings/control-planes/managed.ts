import { parseHostName } from '../../x509/host-name.js';
import { hasProviderName } from './leaves.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';

const nothing = ['# none is needed: it changes nothing'] as const;

/** No machine, process or file of the control plane belongs to its user. */
const askProvider: Steps = {
  touches: 'It shows what the provider says of the control plane, and changes nothing: only the provider can.',
  takes:
    'Seconds. The provider renews its certificates and restarts its API servers by itself; open a case where it does not.',
  lines: [
    '# one of them:',
    "aws eks describe-cluster --name NAME --query 'cluster.{status: status, health: health, version: version}'",
    '# gcloud container clusters describe NAME --location LOCATION',
    '# az aks show --resource-group GROUP --name NAME',
  ],
  worked: 'It shows a cluster that is active, without an update in progress.',
  back: nothing,
  basis: 'source: Amazon EKS, GKE and AKS: the control plane is run by the provider (not run here)',
};

function otherName({ sans: { missing } }: Situation): Steps {
  const isIp = (san: string): boolean => parseHostName(san)?.kind === 'ip';
  return {
    touches: 'It changes the kubeconfig of one client: the provider takes no names for its certificate.',
    takes: 'Seconds.',
    lines: [
      '# with the name of the cluster in the kubeconfig, and a name that the certificate has: go on with your address, and expect that name',
      ...missing.map(
        (san) =>
          `# kubectl config set-cluster CLUSTER --server='https://${isIp(san) && san.includes(':') ? `[${san}]` : san}' --tls-server-name=NAME-IN-THE-CERTIFICATE`,
      ),
      'kubectl config get-clusters',
    ],
    worked: 'The command kubectl version works with this kubeconfig.',
    back: ['# kubectl config set-cluster CLUSTER --tls-server-name='],
    basis: 'source: kubectl v1.20 and v1.32, config set-cluster --tls-server-name (not run here)',
  };
}

const rotateCa: Steps = {
  touches: 'It lets the provider replace the CA of one cluster.',
  takes:
    'Up to an hour, and longer with many nodes: nodes are replaced, and all kubeconfigs are refused until they are fetched anew. Read the manual of your provider first.',
  lines: [
    '# one of them, in a maintenance window:',
    '# aws eks create-certificate-authority, and when its distributionStatus is COMPLETE: activate-certificate-authority (see aws eks help)',
    '# gcloud container clusters update NAME --location LOCATION --start-credential-rotation   # replace the old nodes, and then --complete-credential-rotation',
    '# az aks rotate-certs --resource-group GROUP --name NAME   # the API server is away for a while; then fetch the kubeconfigs anew',
    "aws eks describe-cluster --name NAME --query 'cluster.certificateAuthority.data' --output text | base64 -d | openssl x509 -noout -enddate",
  ],
  worked: 'The command check accepts all names with the new CA.',
  back: ['# none, once the old CA is dropped'],
  basis:
    'source: AWS CLI, eks create-certificate-authority; GKE, how-to/ip-rotation and credential-rotation; Azure SDK, RotateClusterCertificates (not run here)',
};

/** EKS, GKE, AKS. */
export const managed: ControlPlaneKind = {
  recognises: hasProviderName,
  restart: [askProvider],
  serveFile: [askProvider],
  renew: [askProvider],
  reissue: [otherName],
  renewFiles: [askProvider],
  rotateCa: [rotateCa],
};
