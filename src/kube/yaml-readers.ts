import { embeddedCertificates } from './embedded-certificates.js';
import { kubeconfigContents } from './kubeconfig-contents.js';
import { namedInKubeconfig } from './named-files.js';

/**
 * What is read of a YAML text, by name. Each takes the bytes and the work that it may make, and returns values that can be sent to another
 * thread.
 */
export const yamlReaders = {
  contents: kubeconfigContents,
  embedded: embeddedCertificates,
  named: namedInKubeconfig,
} as const;

export type YamlKind = keyof typeof yamlReaders;

export type YamlAnswer<Kind extends YamlKind> = ReturnType<(typeof yamlReaders)[Kind]>;
