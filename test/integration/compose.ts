import { load } from 'js-yaml';
import { join } from 'node:path';
import { readProjectFile } from '../fixtures/project-file.js';

export interface Service {
  readonly image?: string;
  readonly build?: string | { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly network_mode?: string;
  readonly networks?: { readonly default: { readonly aliases: readonly string[] } };
  readonly depends_on?: Readonly<Record<string, object>>;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const composeFolder = 'deploy/compose';

export const compose = load(readProjectFile(`${composeFolder}/compose.yaml`)) as Compose;

export interface Mount {
  /** The path in the project, or the name of a volume. */
  readonly source: string;
  /** Whether `source` is a path of the project. */
  readonly ours: boolean;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What a service sees of the project and of volumes. */
export function mountsOf({ volumes = [] }: Service): readonly Mount[] {
  return volumes.map((volume) => {
    const [source = '', target = '', mode] = volume.split(':');
    const ours = source.startsWith('.');
    return { source: ours ? join(composeFolder, source) : source, ours, target, readOnly: mode === 'ro' };
  });
}
