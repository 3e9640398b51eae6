import { type Outcome, run } from './run.js';

/** kubectl, from the PATH or from where the variable KUBECTL says. */
export interface Kubectl {
  readonly run: (...args: readonly string[]) => Promise<Outcome>;
  /** The minor version of Go 1 that it was made with. */
  readonly go: number;
}

/** `home`: a folder for its caches. */
export async function createKubectl(home: string): Promise<Kubectl> {
  const command = process.env['KUBECTL'] ?? 'kubectl';
  const runIt: Kubectl['run'] = (...args) => run([command, ...args], '', { HOME: home });
  const { stdout } = await runIt('version', '--client', '--output', 'json');
  const { clientVersion } = JSON.parse(stdout) as { readonly clientVersion: { readonly goVersion: string } };
  return { run: runIt, go: Number(/^go1\.(\d+)/.exec(clientVersion.goVersion)?.[1]) };
}
