import { dirname, resolve } from 'node:path';
import { lenientValues } from '../document/lenient-document.js';
import type { YamlWork } from '../document/yaml-work.js';
import { entryOf, kubeconfigPlaces } from './kubeconfig-certificates.js';
import { isUtf16, mayBeKubeconfig } from './manifest-marks.js';
import { itemsOf, property } from './property.js';

/** A file that a kubeconfig names. */
export interface NamedFile {
  /** Absolute. */
  readonly path: string;
  /** Who names it: `user kubernetes-admin`. */
  readonly entry: string;
  /** A key is never read. */
  readonly holds: 'certificates' | 'key';
}

/** A kubeconfig of one cluster names three. */
const maxFiles = 200;

/** The limit of embeddedCertificates. */
const maxBytes = 4 * 1024 * 1024;

const places = [
  ...kubeconfigPlaces.map((place) => ({ ...place, holds: 'certificates' }) as const),
  { list: 'users', kind: 'user', field: 'client-key', holds: 'key' },
] as const;

/** A file as a kubeconfig names it. */
export interface NamedInKubeconfig extends Omit<NamedFile, 'path'> {
  /** As written. */
  readonly name: string;
}

/**
 * Returns the files that a kubeconfig names, each once, and at most 200. Relative paths count from its folder. A file whose contents are
 * embedded as well is left out. None if the bytes are not a kubeconfig. Never throws.
 */
export function namedFiles(bytes: Uint8Array, path: string): readonly NamedFile[] {
  return filesNamed(namedInKubeconfig(bytes), path);
}

/** The same, without the kubeconfig's path: equal kubeconfigs name equal files. Throws what `work` throws, and nothing else. */
export function namedInKubeconfig(bytes: Uint8Array, work?: YamlWork): readonly NamedInKubeconfig[] {
  if (bytes.length > maxBytes || !(mayBeKubeconfig(bytes) || isUtf16(bytes))) return [];
  const [kubeconfig] = lenientValues(bytes, 1, work);
  const files = new Map<string, NamedInKubeconfig>();
  for (const { list, kind, field, holds } of places) {
    for (const item of itemsOf(kubeconfig, list)) {
      const part = property(item, kind);
      const name = property(part, field);
      if (typeof name !== 'string' || name === '' || name.includes('\0') || property(part, `${field}-data`)) continue;
      if (!files.has(name)) files.set(name, { name, entry: entryOf(item, kind), holds });
    }
  }
  return [...files.values()].slice(0, maxFiles);
}

/** Returns the files that the kubeconfig at this path names. */
export function filesNamed(named: readonly NamedInKubeconfig[], kubeconfig: string): readonly NamedFile[] {
  const folder = dirname(kubeconfig);
  const files = named.map(({ name, entry, holds }) => ({ path: resolve(folder, name), entry, holds }));
  return files.filter(({ path }, at) => files.findIndex((file) => file.path === path) === at);
}
