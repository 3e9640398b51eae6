import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Steps } from '../../../src/findings/procedures/procedure.js';
import type { ControlPlane } from '../control-plane.js';
import { runExporter } from '../exporter.js';

/** Commands to paste, and those of the way back. */
export type Printed = Pick<Steps, 'lines' | 'back'>;

interface FindingJson {
  readonly id: string;
  readonly remedy: {
    readonly procedures: readonly (Printed & { readonly distributions: readonly string[] })[];
  };
}

/** Returns the procedures for kubeadm that `check --output json` prints for this finding, if the target has these CAs. */
export async function printed(
  { folder, servers }: ControlPlane,
  finding: string,
  pem: string,
): Promise<readonly Printed[]> {
  const file = join(folder, 'exporter.yml');
  const target = { name: 'here', addresses: [servers[0].address], names: ['kubernetes'], ca: { pem } };
  writeFileSync(file, JSON.stringify({ targets: [target] }));
  const { stdout, stderr } = await runExporter(
    'check',
    '--config.file',
    file,
    '--control-plane',
    'kubeadm',
    '--output',
    'json',
  );
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly FindingJson[] };
  const found = findings.find(({ id }) => id === finding);
  if (found === undefined)
    throw new Error(`no finding ${finding}: ${findings.map(({ id }) => id).join(', ')} ${stderr}`);
  return found.remedy.procedures.filter(({ distributions }) => distributions.includes('kubeadm'));
}
