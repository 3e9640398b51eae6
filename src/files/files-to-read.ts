import type { Config, TargetConfig } from '../config/config.js';
import { kubeadmFiles } from './kubeadm-files.js';
import type { FilesToRead } from './read-files.js';

/** The parts of a configuration that name files. */
type NamingFiles = Pick<Config, 'files' | 'kubeadm'> & {
  readonly targets: readonly Pick<TargetConfig, 'servingFile'>[];
};

/** Returns every file that the configuration names: its `files`, the kubeadm preset, and the serving files of targets. */
export function filesToRead({ files, kubeadm, targets }: NamingFiles): FilesToRead {
  const preset = kubeadm ? kubeadmFiles() : { specs: [], paths: [] };
  return {
    specs: [...files, ...preset.specs],
    paths: [...preset.paths, ...targets.flatMap(({ servingFile }) => servingFile ?? [])],
  };
}
