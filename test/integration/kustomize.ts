import { load } from 'js-yaml';
import { readProjectFile } from '../fixtures/project-file.js';
import { type KubernetesObject, readManifest } from './kubernetes-api.js';

interface Kustomization {
  readonly resources: readonly string[];
}

/** Every object of deploy/kustomize, in the order in which its kustomization lists them. */
export function readKustomize(): readonly KubernetesObject[] {
  const { resources } = load(readProjectFile('deploy/kustomize/kustomization.yaml')) as Kustomization;
  return resources.flatMap((file) => readManifest(`deploy/kustomize/${file}`));
}

/** Those that let the exporter discover API servers: its namespace, its service account, and the rights of this account. */
export function readRights(): readonly KubernetesObject[] {
  return readKustomize().filter(({ kind }) => /^(?:Namespace|ServiceAccount|(?:Cluster)?Role(?:Binding)?)$/.test(kind));
}
