import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** What may be done with the token of a job: a scope, and `read` or `write`. */
export type Permissions = Readonly<Record<string, string>>;

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly 'runs-on'?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Permissions;
  readonly container?: { readonly image: string };
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  /** Another workflow in place of steps. */
  readonly uses?: string;
  readonly steps?: readonly Step[];
}

/** A workflow of GitHub Actions. */
export interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = '.github/workflows';

/** Reads all workflows, in alphabetical order. */
export function readWorkflows(): readonly Workflow[] {
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { ...(load(text) as Omit<Workflow, 'file' | 'text'>), file, text };
    });
}

/** Every job, with `FILE JOB` as its place. */
export function jobsOf(workflows: readonly Workflow[]): readonly (readonly [string, Job])[] {
  return workflows.flatMap(({ file, jobs }) =>
    Object.entries(jobs).map(([name, job]) => [`${file} ${name}`, job] as const),
  );
}

/** Every step, with `FILE JOB STEP` as its place. */
export function stepsOf(workflows: readonly Workflow[]): readonly (readonly [string, Step])[] {
  return jobsOf(workflows).flatMap(([place, { steps = [] }]) =>
    steps.map((step, at) => [`${place} ${step.name ?? step.uses ?? step.run ?? String(at)}`, step] as const),
  );
}
