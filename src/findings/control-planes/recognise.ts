import type { TargetReport } from '../../probe/report.js';
import { controlPlanes } from './control-planes.js';
import { type Distribution, distributions } from '../procedures/distribution.js';

/**
 * Guesses the distributions of a target from its serving certificates. The guess only decides which procedures are shown first. Machines of
 * Cluster API are set up by kubeadm and never changed: what is done on a node goes with its machine.
 */
export function distributionsOf({ reports, managedBy }: TargetReport): readonly Distribution[] {
  const leaves = reports.flatMap(({ serving }) => serving?.[0] ?? []);
  const all = distributions.filter((name) => leaves.some(controlPlanes[name].recognises));
  return managedBy === undefined || !all.includes(managedBy) ? all : all.filter((name) => name !== 'kubeadm');
}
