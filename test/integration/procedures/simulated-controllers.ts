import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kubeadm } from '../kubeadm.js';
import { writeManifest } from './static-pods.js';

/**
 * A controller that does nothing but renew its lease, as the real ones do every two seconds, with the kubeconfig of its flag. The real one
 * reads that once, at its start.
 */
const controller = String.raw`#!/bin/bash
export HOME=$(dirname "$0")
name=$(basename "$0"); from=$(sed 's/.*=//' <<< "$1"); config=$(mktemp); cat "$from" > "$config"
server=$2; trap 'rm -f "$config"; exit 0' TERM
ask() { timeout 5 kubectl --kubeconfig "$config" --server "$server" --namespace kube-system "$@"; }
while sleep 0.5; do
  lease="{\"apiVersion\":\"coordination.k8s.io/v1\",\"kind\":\"Lease\",\"metadata\":{\"name\":\"$name\",\"namespace\":\"kube-system\"},\"spec\":{\"renewTime\":\"$(date -u +%Y-%m-%dT%H:%M:%S.%6NZ)\"}}"
  ask replace --validate=false --filename - <<< "$lease" || ask create --validate=false --filename - <<< "$lease"
done
`;

/** Writes the programs and manifests of kube-controller-manager and kube-scheduler, and their kubeconfigs. */
export async function writeControllers(
  { initKubeconfig }: Kubeadm,
  folder: string,
  { bin, server }: { readonly bin: string; readonly server: string },
): Promise<void> {
  for (const user of ['controller-manager', 'scheduler']) {
    await initKubeconfig(user);
    const name = `kube-${user}`;
    writeFileSync(join(bin, name), controller);
    chmodSync(join(bin, name), 0o755);
    writeManifest(folder, name, [name, `--kubeconfig=${join(folder, `${user}.conf`)}`, server]);
  }
}
