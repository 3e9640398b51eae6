import { bash } from './bash-lines.js';
import { samePem } from './served.js';

/** Refuses where the operator is not well: a rollout would not end. */
export const operatorWell: string = bash`
  command -v oc > /dev/null || no 'There is no oc on the PATH'
  condition() { oc get clusteroperator kube-apiserver -o "jsonpath={.status.conditions[?(@.type==\"$1\")].status}"; }
  [ "$(condition Degraded)/$(condition Progressing)" = False/False ] ||
    no 'The operator is degraded or progressing, or cannot be asked: see oc describe clusteroperator kube-apiserver'
  latest() { oc get kubeapiserver cluster -o 'jsonpath={.status.latestAvailableRevision}'; }
  revision=$(latest)`;

/** A secret of a certificate and another key would be refused, or served to nobody. */
export const belongTogether =
  'public=$(openssl x509 -noout -pubkey -in "$cert") && [ "$public" = "$(openssl pkey -pubout -passin pass: -in "$key")" ] || no "$key is not the key of $cert"';

/** The secrets of the operator are its own work. These are the user's. */
export const namedPairs: string = bash`
  pem() { oc -n openshift-config get secret "$secret" -o "jsonpath={.data.tls\.$1}" | base64 -d; }
  for secret in $(oc get apiserver cluster -o 'jsonpath={.spec.servingCerts.namedCertificates[*].servingCertificate.name}'); do
    ${samePem} ||
      no "in the secret $secret, certificate and key do not belong together: replace it first"
  done`;

/** A new revision on all nodes. The API server with which oc speaks restarts as well, so that a failed question is no answer. */
export const rolledOut: string = bash`
  reason() { oc get kubeapiserver cluster -o 'jsonpath={.status.conditions[?(@.type=="NodeInstallerProgressing")].reason}' 2> /dev/null; }
  end=$(($(date +%s) + 3600))
  until now=$(latest 2> /dev/null) && [ -n "$now" ] && [ "$now" -gt "$revision" ] && [ "$(reason)" = AllNodesAtLatestRevision ]; do
    [ "$(date +%s)" -lt "$end" ] || stop 'No new revision on all nodes after an hour: see oc describe kubeapiserver cluster.'
    sleep 10
  done
  echo "All nodes are at revision $now; it was $revision."`;
