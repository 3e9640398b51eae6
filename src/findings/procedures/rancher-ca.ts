import { bash } from './bash-lines.js';
import { ownBash } from './own-bash.js';
import type { Steps } from './procedure.js';
import { waitLines } from './served.js';

/** The names of one of the two products. */
interface Product {
  readonly product: 'k3s' | 'rke2';
  readonly server: 'k3s' | 'rke2-server';
  readonly agent: 'k3s-agent' | 'rke2-agent';
  readonly kubectl: string;
  readonly source: string;
}

const k3sProduct: Product = {
  product: 'k3s',
  server: 'k3s',
  agent: 'k3s-agent',
  kubectl: 'k3s kubectl',
  source: 'k3s-io/docs at 01f91e0, docs/cli/certificate.md',
};
const rke2Product: Product = {
  product: 'rke2',
  server: 'rke2-server',
  agent: 'rke2-agent',
  kubectl: '/var/lib/rancher/rke2/bin/kubectl --kubeconfig /etc/rancher/rke2/rke2.yaml',
  source: 'rancher/rke2-docs at 1ea44b9, docs/security/certificates.md',
};

/** New CAs that the old ones have signed, so that clients with the old ones connect until those expire. */
function rotateRancherCa(names: Product): readonly Steps[] {
  return [sign(names), load(names), restart(names), give(names)];
}

function sign({ product, source }: Product): Steps {
  const data = dataOf(product);
  return {
    stage: '1. New CAs, which the old ones have signed',
    touches: `It makes new CAs and keys in ${data}/rotate-ca on one server with the script of the project, and copies what is there to /root.`,
    takes: 'Seconds; everything continues to work.',
    lines: [
      '# on one server',
      ...ownBash(bash`
        [ -s ${data}/tls/server-ca.crt ] || no 'This is no server of ${product}'
        [ ! -e ${data}/tls/root-ca.pem ] || no 'The CAs are your own: renew them with the same root, as the documentation of ${product} says'
        [ ! -e ${data}/rotate-ca ] || no '${data}/rotate-ca is there from before: rename it'
        command -v openssl > /dev/null || no 'openssl is missing'
        [ ! -d ${data}/db/etcd ] || ${product} etcd-snapshot save --name before-rotate-ca
        (umask 077; to=/root/${product}-before-$(date +%Y%m%d-%H%M%S); mkdir "$to"; cp -a ${data}/tls ${data}/token "$to"; echo "The CAs and the token are in $to.")
        curl -fsSL -o /root/rotate-default-ca-certs.sh https://github.com/k3s-io/k3s/raw/main/contrib/util/rotate-default-ca-certs.sh
        PRODUCT=${product} bash /root/rotate-default-ca-certs.sh
        cd ${data}/rotate-ca/tls
        for ca in server client request-header etcd/peer etcd/server; do
          openssl verify -CAfile ${data}/tls/$ca-ca.crt -untrusted "$ca-root-xsigned.pem" "$ca-ca.pem"
        done
      `),
    ],
    worked: 'It prints the tokens for later, and OK for each of the five CAs.',
    back: [`rm -r ${data}/rotate-ca`],
    basis: `${source}; k3s-io/k3s at 7ea7168, contrib/util/rotate-default-ca-certs.sh; its openssl commands and the verification were run with OpenSSL 3.0.22`,
  };
}

function load({ product, server, source }: Product): Steps {
  const data = dataOf(product);
  return {
    stage: '2. Load them',
    touches: 'It puts the new CAs into the datastore, where all servers take them from when they start.',
    takes: 'Seconds; nothing changes before the first restart.',
    lines: [
      `${product} certificate rotate-ca --path=${data}/rotate-ca   # never with --force, which takes CAs that clients do not trust`,
    ],
    worked: `It prints no error; if it does, nothing was changed, and journalctl -u ${server} has the reason.`,
    back: [
      `# restore the snapshot with the token of before: ${product} server --cluster-reset --cluster-reset-restore-path=SNAPSHOT --token=TOKEN`,
    ],
    basis: source,
  };
}

function restart({ product, server, agent, source, kubectl }: Product): Steps {
  const ready = waitLines(
    `${kubectl} get --raw /readyz >/dev/null 2>&1`,
    600,
    `the API server is not ready after 10 minutes: restart no other node, and see journalctl -u ${server}`,
  ).join('\n');
  return {
    stage: '3. Restart',
    touches: `It restarts ${product} on this node. Nodes that joined with a secure token (K10…) need the new one first.`,
    takes: 'A minute for each node; its API server is away meanwhile.',
    lines: [
      '# first, on each node that joined with a secure token, put the new token, which step 1 printed, where the old one is (config.yaml, or an .env file of the service)',
      '# then on each server, one after another, and after them on each agent',
      ...ownBash(bash`
        service=${server}; systemctl is-active --quiet ${server} || service=${agent}
        systemctl restart "$service"
        systemctl is-active "$service"
        [ "$service" = ${server} ] || exit 0
        ${ready}
        echo 'The API server of this node is ready.'
      `),
    ],
    worked:
      'It prints active, and on a server that its API server is ready; then kubectl get nodes shows the node as Ready, and apiserver-cert-exporter check accepts all names with the old CA.',
    back: [`# as for the step before`],
    basis: source,
  };
}

function give({ product, source }: Product): Steps {
  const data = dataOf(product);
  return {
    stage: '4. Give everyone the new CAs',
    touches: `It prints the new CA, for kubeconfigs of people, CI and monitoring, before the old one expires; pods get it when they are restarted.`,
    takes: 'Seconds; nothing is changed.',
    lines: [
      `cat ${data}/tls/server-ca.crt   # the kubeconfig of the server has it, too: /etc/rancher/${product}/${product}.yaml`,
    ],
    worked: 'It prints several certificates: the new intermediate and root, and the old root.',
    back: ['# none is needed: it changes nothing'],
    basis: source,
  };
}

function dataOf(product: Product['product']): string {
  return `/var/lib/rancher/${product}/server`;
}

export const k3sRotateCa = rotateRancherCa(k3sProduct);
export const rke2RotateCa = rotateRancherCa(rke2Product);
