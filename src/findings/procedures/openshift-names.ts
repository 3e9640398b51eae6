import { parseHostName } from '../../x509/host-name.js';
import { bash } from './bash-lines.js';
import { ownBash } from './own-bash.js';
import { belongTogether, operatorWell, rolledOut } from './openshift-rollout.js';
import type { Steps } from './procedure.js';
import type { Situation } from './situation.js';

/** api-int is the name of the internal load balancer. A certificate of other signers for it leaves the cluster degraded. */
function isInternal(name: string): boolean {
  return name.startsWith('api-int.');
}

/** By name only: a client that goes to an address sends no name, and gets the certificate of the node to which the load balancer leads. */
export function openshiftReissue({ sans: { missing } }: Situation): Steps {
  const names = missing.filter((san) => parseHostName(san)?.kind !== 'ip' && !isInternal(san));
  const others = missing.filter((san) => !names.includes(san));
  return {
    touches:
      'It adds a certificate for the missing DNS names to spec.servingCerts.namedCertificates of the apiserver, beside those that are there.',
    takes: 'Several minutes for each node, one after the other, while the operator replaces each kube-apiserver.',
    lines: [
      ...(others.length === 0 ? [] : withoutName(others)),
      ...(names.length === 0 ? ['# none of the missing names can get a certificate of its own'] : addNamed(names)),
    ],
    worked: 'Its last line is All nodes are at revision. Then check finds none of these DNS names that is not covered.',
    back: [
      '# with the file that it named, which has the list of before: oc edit apiserver cluster, and put that list back',
    ],
    basis:
      'run with a simulated oc: test/findings/procedures/openshift-names.test.ts; source: openshift-docs at 19773cf, modules/customize-certificates-api-add-named.adoc, with its warning about api-int',
  };
}

function withoutName(sans: readonly string[]): readonly string[] {
  return [
    `# no certificate helps ${sans.join(', ')}: namedCertificates go by the name that clients send, which is none for an address,`,
    '# and api-int must keep the certificate of the operator. Clients can expect a name that is served (api.CLUSTER.DOMAIN):',
    ...sans
      .filter((san) => !isInternal(san))
      .map((san) => `# oc config set-cluster CLUSTER --server='${urlOf(san)}' --tls-server-name=api.CLUSTER.DOMAIN`),
  ];
}

function urlOf(address: string): string {
  return `https://${address.includes(':') ? `[${address}]` : address}:6443`;
}

function addNamed(names: readonly string[]): readonly string[] {
  return [
    '# first a pair for all of these names, signed by a CA that your clients trust, in names.crt (with intermediates) and names.key:',
    `# openssl req -new -newkey rsa:2048 -nodes -keyout names.key -out names.csr -subj '/CN=${names[0] ?? ''}' -addext 'subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}'`,
    ...ownBash(bash`
      umask 077
      names='${names.join(' ')}' secret='api-names' cert='names.crt' key='names.key'
      ${operatorWell}
      [ -s "$cert" ] && [ -s "$key" ] || no "There is no $cert or no $key"
      ${belongTogether}
      list=''
      for each in $names; do
        openssl x509 -noout -checkhost "$each" -in "$cert" | grep -q 'does match' || no "$cert does not cover $each"
        [ -z "$list" ] || list="$list,"
        list="$list\"$each\""
      done
      named=$(oc get apiserver cluster -o 'jsonpath={.spec.servingCerts.namedCertificates}')
      case $named in *"\"$secret\""*) no "The secret $secret is in use: replace it, or take another name for it" ;; esac
      set -C; copy=~/apiserver-before-$(date +%Y%m%d-%H%M%S)-$BASHPID; oc get apiserver cluster -o yaml > "$copy"
      oc create secret tls "$secret" --cert="$cert" --key="$key" -n openshift-config
      new="{\"names\":[$list],\"servingCertificate\":{\"name\":\"$secret\"}}"
      case $named in
        ''|'[]') oc patch apiserver cluster --type=merge -p "{\"spec\":{\"servingCerts\":{\"namedCertificates\":[$new]}}}" ;;
        *) oc patch apiserver cluster --type=json -p "[{\"op\":\"add\",\"path\":\"/spec/servingCerts/namedCertificates/-\",\"value\":$new}]" ;;
      esac
      echo "The apiserver as it was: $copy"
      ${rolledOut}
    `),
  ];
}
