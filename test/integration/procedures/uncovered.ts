import { runExporter } from '../exporter.js';

interface CheckOutput {
  readonly findings: readonly { readonly id: string; readonly names: readonly string[] }[];
}

/** The names among these, and of the address itself, that the certificate does not cover, by a probe. */
export async function uncovered(address: string, names: readonly string[]): Promise<readonly string[]> {
  const args = [address, ...names.flatMap((name) => ['--name', name])];
  const { stdout } = await runExporter('check', ...args, '--output', 'json');
  const { findings } = JSON.parse(stdout) as CheckOutput;
  return findings.flatMap((each) => (each.id.endsWith('name-not-covered') ? each.names : [])).toSorted();
}
