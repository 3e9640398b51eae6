import type { Config, TargetConfig } from '../config/config.js';
import { kubeadmFiles } from './kubeadm-files.js';
import type { FilesToRead } from './read-files.js';

/** What of a configuration names files. */
type NamingFiles = Pick<Config, 'files' | 'kubeadm'> & {
  readonly targets: readonly Pick<TargetConfig, 'servingFile'>[];
};

/** Every file that the configuration names, in one way or another. */
export function filesToRead({ files, kubeadm, targets }: NamingFiles): FilesToRead {
  const preset = kubeadm ? kubeadmFiles() : { specs: [], paths: [] };
  return {
    specs: [...files, ...preset.specs],
    paths: [...preset.paths, ...targets.flatMap(({ servingFile }) => servingFile ?? [])],
  };
}
