import { bash, bashLines } from '../procedures/bash-lines.js';
import { ownBash } from '../procedures/own-bash.js';
import { openshiftRotateCa, openshiftRotatesItself } from '../procedures/openshift-ca.js';
import { openshiftReissue } from '../procedures/openshift-names.js';
import { belongTogether, namedPairs, operatorWell, rolledOut } from '../procedures/openshift-rollout.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';

/** A new revision takes all certificates anew, from the secrets of the operator: files that do not match are replaced as well. */
const restart: Steps = {
  touches:
    'It sets spec.forceRedeploymentReason of the kubeapiserver, whereupon the operator replaces each kube-apiserver, one node after the other.',
  takes:
    'Several minutes for each node. Other nodes serve meanwhile; on a single node nothing answers while its process starts.',
  lines: ownBash(bash`
    ${operatorWell}
    ${namedPairs}
    oc patch kubeapiserver cluster --type=merge -p "{\"spec\":{\"forceRedeploymentReason\":\"restart-$(date +%s)\"}}"
    ${rolledOut}
  `),
  worked:
    'Its last line is All nodes are at revision, with a higher number than before; check shows a new start of each process.',
  back: ['# none: the reason is a text only, and no new one is needed'],
  basis:
    'run with a simulated oc: test/findings/control-planes/openshift.test.ts; source: openshift-docs at 0150104, modules/dr-restoring-cluster-state.adoc (forceRedeploymentReason, and NodeInstallerProgressing with AllNodesAtLatestRevision)',
};

const serveFile: Steps = {
  ...restart,
  touches:
    'It lets the operator replace each kube-apiserver and its files, from the secrets of the operator, unless a secret of namedCertificates has a key that does not belong to its certificate.',
};

const renew: Steps = {
  stage: 'certificates of the operator',
  touches: 'It shows what keeps the operator from renewing its certificates, and changes nothing.',
  takes: 'Seconds. The operator renews by itself, long before the end: those of 30 days after 15.',
  lines: bashLines`
    oc get clusteroperator kube-apiserver -o 'jsonpath={range .status.conditions[*]}{.type}={.status} {.message}{"\n"}{end}'
    oc -n openshift-kube-apiserver-operator logs deployment/kube-apiserver-operator --tail=50
  `,
  worked: 'It is Available=True, Degraded=False and Progressing=False.',
  back: ['# none is needed: it changes nothing'],
  basis: openshiftRotatesItself,
};

/** The operator watches the secret. */
const renewNamed: Steps = {
  stage: 'certificates of spec.servingCerts.namedCertificates',
  touches: 'It replaces certificate and key in one secret of openshift-config, after a copy of it.',
  takes: 'Some minutes until all nodes serve it; nothing is away meanwhile.',
  lines: [
    '# with the new pair, and the name of the secret as oc get apiserver cluster -o yaml shows it',
    ...ownBash(bash`
      umask 077
      secret='NAME-OF-THE-SECRET' cert='new.crt' key='new.key'
      [ -s "$cert" ] && [ -s "$key" ] || no "There is no $cert or no $key: write your files into the second line"
      ${belongTogether}
      openssl x509 -noout -checkend 86400 -in "$cert" > /dev/null || no "$cert ends within a day"
      set -C; before=~/"$secret-before-$(date +%Y%m%d-%H%M%S)-$BASHPID"
      oc -n openshift-config get secret "$secret" -o yaml > "$before" || no "There is no secret $secret in openshift-config"
      oc create secret tls "$secret" --cert="$cert" --key="$key" -n openshift-config --dry-run=client -o yaml | oc replace -f -
      echo "The secret as it was: $before"
    `),
  ],
  worked: 'Its last line names the copy; some minutes later, check shows the new end for these names.',
  back: ['# with the file that it named: oc replace --force -f FILE'],
  basis:
    'run with a simulated oc: test/findings/control-planes/openshift.test.ts; source: openshift-docs at 19773cf, modules/customize-certificates-api-add-named.adoc',
};

export const openshift: ControlPlaneKind = {
  recognises: ({ issuerCommonName }) =>
    /^kube-apiserver-(lb|localhost|service-network)-signer(@\d+)?$/.test(issuerCommonName ?? ''),
  restart: [restart],
  serveFile: [serveFile],
  renew: [renew, renewNamed],
  reissue: [openshiftReissue],
  renewFiles: [renew],
  rotateCa: openshiftRotateCa,
};
