import { type Distribution, slugOf } from '../../../src/findings/procedures/distribution.js';
import { runExporter } from '../exporter.js';

interface Printed {
  readonly lines: readonly string[];
  readonly back: readonly string[];
}

interface CheckOutput {
  readonly findings: readonly {
    readonly id: string;
    readonly remedy: {
      readonly advice: readonly string[];
      readonly procedures: readonly (Partial<Printed> & { readonly distributions: readonly string[] })[];
    };
  }[];
}

/** What `check --output json` prints for one finding and one kind of control plane. */
export async function printedProcedure(
  args: readonly string[],
  { id, distribution }: { readonly id: string; readonly distribution: Distribution },
): Promise<Printed & { readonly advice: readonly string[] }> {
  const { stdout } = await runExporter('check', ...args, '--control-plane', slugOf(distribution), '--output', 'json');
  const { findings } = JSON.parse(stdout) as CheckOutput;
  const remedy = findings.find((finding) => finding.id === id)?.remedy;
  const procedure = remedy?.procedures.find(({ distributions }) => distributions.includes(distribution));
  if (remedy === undefined || procedure?.lines === undefined || procedure.back === undefined)
    throw new Error(`no procedure for ${id} on ${distribution}: ${findings.map((finding) => finding.id).join(', ')}`);
  return { lines: procedure.lines, back: procedure.back, advice: remedy.advice };
}
