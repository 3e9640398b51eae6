import { bash } from './bash-lines.js';
import { ownBash } from './own-bash.js';
import type { Steps } from './procedure.js';
import { renewedCa } from './renewed-ca.js';

const source = 'canonical/microk8s at 0950188 (1.22 and later), scripts/wrappers/refresh_certs.py';

/** refresh-certs -e ca.crt makes a new key, after which each other node has to leave and join again. A folder with the same key is gentler. */
export const microk8sRotateCa: readonly Steps[] = [
  {
    touches:
      'It makes a new CA certificate for the same key, installs it on this node, issues its serving certificate and its kubeconfigs anew, and restarts MicroK8s there.',
    takes:
      'A few minutes for each node, in which its API server is away. Clients with the old certificate stay accepted until it expires.',
    lines: [
      '# on each control-plane node, one after another; on the others first copy /root/ca-renewed from the first one',
      ...ownBash(bash`
        ${renewedCa.essence}
        ${renewedCa.renew}
        certs=/var/snap/microk8s/current/certs; new=/root/ca-renewed
        command -v openssl > /dev/null || no 'openssl is missing'
        umask 077
        work=$(mktemp -d -p /root); trap 'rm -rf "$work"' EXIT
        if [ ! -e "$new" ]; then
          renew "$certs/ca.crt" "$certs/ca.key" "$work/ca.crt"
          cp "$certs/ca.key" "$work/ca.key"
          mv "$work" "$new"
        fi
        [ "$(essence "$new/ca.crt")" = "$(essence "$certs/ca.crt")" ] || no "$new is from another cluster"
        if cmp -s "$new/ca.crt" "$certs/ca.crt"; then echo 'This node has it already.'; exit 0; fi
        to=/root/microk8s-before-$(date +%Y%m%d-%H%M%S); mkdir "$to"
        cp -a "$certs" /var/snap/microk8s/current/credentials "$to"; echo "The files from before are in $to."
        microk8s refresh-certs "$new"
        microk8s status --wait-ready
        microk8s refresh-certs --check
      `),
    ],
    worked:
      'It prints: The CA certificate will expire in 3649 days. And microk8s kubectl get nodes shows the node as Ready.',
    back: ['microk8s refresh-certs --undo   # the files of before this call, and a restart'],
    basis: `run with a simulated microk8s: test/findings/procedures/microk8s-ca.test.ts; source: ${source}`,
  },
];

/** A new key. Everything that the old one has signed is worthless at once. */
export const microk8sReplaceCa: readonly Steps[] = [
  {
    touches: 'It makes a CA with a new key on this node, and issues all certificates of the node anew.',
    takes:
      'A few minutes; all other nodes are cut off until they have left and joined again, and all kubeconfigs are refused: do it in a maintenance window.',
    lines: [
      ...ownBash(bash`
        to=/root/microk8s-before-$(date +%Y%m%d-%H%M%S); mkdir -m 700 "$to"
        cp -a /var/snap/microk8s/current/certs /var/snap/microk8s/current/credentials "$to"
        microk8s refresh-certs --cert ca.crt
        microk8s status --wait-ready
      `),
      '# then on each other node: microk8s leave, here: microk8s remove-node NODE, microk8s add-node, and there the command that it prints',
    ],
    worked: 'The command microk8s kubectl get nodes shows all nodes as Ready.',
    back: ['microk8s refresh-certs --undo   # before the other nodes have left'],
    basis: `source: ${source} (not run here)`,
  },
];
