import { parseHostName } from '../../x509/host-name.js';
import { bash } from '../procedures/bash-lines.js';
import { ownBash } from '../procedures/own-bash.js';
import type { ControlPlaneKind, Steps } from '../procedures/procedure.js';
import { talosRotateCa } from '../procedures/talos-ca.js';
import { coveredFunction, waitLines } from '../procedures/served.js';
import type { Situation } from '../procedures/situation.js';

/** Addresses of nodes, where the probe knows them. Anonymous requests are off there, so that /readyz is asked with credentials. */
function nodesOf({ nodes }: Situation): string {
  const addresses = nodes.flatMap(({ address }) => {
    const host = address.slice(0, address.lastIndexOf(':')).replace(/^\[(.*)\]$/, '$1');
    return parseHostName(host)?.kind === 'ip' ? [host] : [];
  });
  return addresses.length > 0 ? addresses.join(' ') : 'ADDRESS-OF-A-CONTROL-PLANE-NODE';
}

/** A SIGTERM to the container: the kubelet of the node starts another one. There is no shell on a node, and no file to move away. */
function restart(situation: Situation): Steps {
  return {
    touches: 'It stops the container kube-apiserver of each control-plane node in turn; the kubelet starts it again.',
    takes: 'Some minutes for each node; the others serve meanwhile.',
    lines: [
      '# where talosctl and kubectl are used',
      ...ownBash(bash`
        nodes='${nodesOf(situation)}'
        for each in talosctl kubectl; do command -v "$each" > /dev/null || no "There is no $each on the PATH"; done
        container() { talosctl -n "$1" -e "$1" containers -k | sed -n 's/.* \(kube-system\/kube-apiserver-[^ ]*:kube-apiserver:[^ ]*\) .*RUNNING.*/\1/p'; }
        ready() { kubectl --server "https://$1:6443" --tls-server-name kubernetes --request-timeout 5s get --raw /readyz > /dev/null 2>&1; }
        end_of() { case $1 in *:*) echo "[$1]" ;; *) echo "$1" ;; esac; }
        for node in $nodes; do ready "$(end_of "$node")" || no "The API server of $node is not ready, or it cannot be asked"; done
        for node in $nodes; do
          old=$(container "$node") && [ -n "$old" ] || stop "No kube-apiserver runs on $node."
          talosctl -n "$node" -e "$node" restart -k "$old"
          end=$(($(date +%s) + 600))
          until new=$(container "$node") && [ -n "$new" ] && [ "$new" != "$old" ] && ready "$(end_of "$node")"; do
            [ "$(date +%s)" -lt "$end" ] || stop "$node has no new kube-apiserver that is ready, after 10 minutes: no other node was restarted."
            sleep 5
          done
          echo "$node: $new is ready."
        done
      `),
    ],
    worked: 'For each node it prints a container that is ready; check shows a new start of each process.',
    back: ['# none: a new process has a new certificate'],
    basis:
      'run with simulated talosctl and kubectl: test/findings/control-planes/talos.test.ts; source: talos at 27362d1, cmd/talosctl/cmd/talos/restart.go, and v1alpha1_server.go (SIGTERM)',
  };
}

/** Nobody else can write there, so that there is nothing to compare. */
function serveFile(situation: Situation): Steps {
  const steps = restart(situation);
  return {
    ...steps,
    touches: `${steps.touches} Its key and certificate belong together: one controller writes both.`,
    basis: `${steps.basis}; at 0aaf8fa, controllers/k8s/render_secrets_static_pod.go`,
  };
}

/** Its controller makes them anew at half of their life, at each change of names, and when machined starts. */
const reboot: Steps = {
  touches: 'It reboots one control-plane node, which makes its certificates, with new keys, at each start.',
  takes:
    'Some minutes for each node: its pods and its etcd member are away meanwhile, so that only one node may reboot at a time.',
  lines: [
    '# Talos renews by itself at half of their life; see first why it did not: the time of the node, or a controller that fails',
    '# with the address of a control-plane node instead of ADDRESS',
    ...ownBash(bash`
      node='ADDRESS'
      talosctl -n "$node" time
      talosctl -n "$node" health --wait-timeout 1m   # it stops here if etcd or another node is not healthy
      talosctl -n "$node" reboot --wait
      talosctl -n "$node" health
    `),
  ],
  worked: 'The last command ends without an error; check shows a new certificate for this node.',
  back: ['# none: the old keys were in memory only'],
  basis:
    'source: talos at 6ea50fb, internal/app/machined/pkg/controllers/secrets/kubernetes_dynamic_certs.go (not run here)',
};

function reissue(situation: Situation): Steps {
  const { missing } = situation.sans;
  return {
    touches: 'It adds the names to cluster.apiServer.certSANs in the machine configuration of each control-plane node.',
    takes:
      'A minute for each node, without a reboot: a controller makes a new certificate, and kube-apiserver loads it.',
    lines: ownBash(bash`
      umask 077
      nodes='${nodesOf(situation)}'
      command -v talosctl > /dev/null || no 'There is no talosctl on the PATH'
      ${coveredFunction('$at:6443', missing).join('\n')}
      work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
      printf '%s\n' 'cluster:' '  apiServer:' '    certSANs:' ${missing.map((san) => `'      - "${san}"'`).join(' ')} > "$work/names.yaml"
      for node in $nodes; do
        case $node in *:*) at="[$node]" ;; *) at=$node ;; esac
        if covered; then echo "$node: its certificate has all of these names already."; continue; fi
        set -C; copy=~/talos-before-$node-$(date +%Y%m%d-%H%M%S)-$BASHPID; talosctl -n "$node" get mc v1alpha1 -o 'jsonpath={.spec}' > "$copy"
        [ -s "$copy" ] || stop "The configuration of $node cannot be read: it was not changed."
        talosctl -n "$node" patch mc --mode no-reboot --patch "@$work/names.yaml"
        ${waitLines('covered', 300, 'the names are not in the certificate after 5 minutes, and no other node was changed').join('\n')}
        echo "$node: its certificate has all of these names. Its configuration as it was is in $copy."
      done
    `),
    worked:
      'For each node it says that its certificate has all of these names, and which file has its configuration as it was.',
    back: [
      '# for each node, with the file that was named: talosctl -n ADDRESS apply-config --mode no-reboot --file FILE',
    ],
    basis:
      'run with a simulated talosctl: test/findings/control-planes/talos.test.ts; source: talos at 0523c63, controllers/secrets/kubernetes_cert_sans.go (certSANs of the configuration are added to the defaults), and docs of 1.8 to 1.14, Configuration patches (lists are appended)',
  };
}

/** Its CA has no common name. */
export const talos: ControlPlaneKind = {
  recognises: ({ subjectCommonName, issuerCommonName, issuer }) =>
    subjectCommonName === 'kube-apiserver' &&
    issuerCommonName === undefined &&
    /(^|[,+] ?)O=kubernetes($|[,+])/.test(issuer),
  restart: [restart],
  serveFile: [serveFile],
  renew: [reboot],
  reissue: [reissue],
  renewFiles: [reboot],
  rotateCa: [talosRotateCa],
};
