import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ServedApi } from '../served-api.js';
import { type Files, kubeletFiles } from './kubelet-files.js';
import type { Pod, Volume } from './pod.js';

/** A file or folder that is mounted in a pod. */
export interface Mounted {
  readonly from: string;
  readonly to: string;
  readonly readOnly: boolean;
}

export interface Place {
  /** Where volumes are made. */
  readonly folder: string;
  /** Returns the folder in which a path of the node is. */
  readonly hostPath: (path: string) => string;
}

/** Makes the volumes of a pod's first container, as the kubelet does, and returns what it mounts. */
export async function kubeletVolumes(api: ServedApi, pod: Pod, place: Place): Promise<readonly Mounted[]> {
  const [container] = pod.spec.containers;
  const volumes = new Map<string, string>();
  for (const volume of pod.spec.volumes ?? []) volumes.set(volume.name, await volumeFolder(api, pod, volume, place));
  return (container.volumeMounts ?? []).map(({ name, mountPath, subPath = '', readOnly = false }) => {
    const folder = volumes.get(name);
    if (folder === undefined) throw new Error(`no volume ${name}`);
    return { from: join(folder, subPath), to: mountPath, readOnly };
  });
}

async function volumeFolder(api: ServedApi, pod: Pod, volume: Volume, { folder, hostPath }: Place): Promise<string> {
  if (volume.hostPath !== undefined) return hostPath(volume.hostPath.path);
  const made = join(folder, volume.name);
  mkdirSync(made, { recursive: true });
  const { runAsUser, runAsGroup, fsGroup } = ownersOf(pod);
  chownSync(made, 0, fsGroup ?? 0);
  if (volume.emptyDir !== undefined) {
    chmodSync(made, 0o777);
    return made;
  }
  const write = (path: string, bytes: Buffer): void => {
    writeFileSync(path, bytes);
    // The token is for the pod's own user or group only.
    const isSecret = volume.projected !== undefined && path.endsWith('token');
    chmodSync(path, fsGroup !== undefined ? 0o640 : isSecret && runAsUser !== undefined ? 0o600 : 0o644);
    chownSync(path, isSecret ? (runAsUser ?? 0) : 0, fsGroup ?? (isSecret ? (runAsGroup ?? 0) : 0));
  };
  writeAtomically(made, await kubeletFiles(api, pod, volume), write);
  return made;
}

/** As the kubelet: each file is a link through `..data`, which leads to a folder that is replaced as a whole. */
function writeAtomically(folder: string, files: Files, write: (path: string, bytes: Buffer) => void): void {
  const dated = '..2026_01_01_00_00_00.1';
  for (const [path, bytes] of Object.entries(files)) {
    const file = join(folder, dated, path);
    mkdirSync(dirname(file), { recursive: true });
    write(file, bytes);
  }
  symlinkSync(dated, join(folder, '..data'));
  const tops = new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path));
  for (const top of tops) symlinkSync(join('..data', top), join(folder, top));
}

export interface Owners {
  readonly runAsUser: number | undefined;
  readonly runAsGroup: number | undefined;
  readonly fsGroup: number | undefined;
}

/** The container's security context wins over the pod's. */
export function ownersOf({ spec }: Pod): Owners {
  const own = spec.containers[0].securityContext;
  return {
    runAsUser: own?.runAsUser ?? spec.securityContext?.runAsUser,
    runAsGroup: own?.runAsGroup ?? spec.securityContext?.runAsGroup,
    fsGroup: spec.securityContext?.fsGroup,
  };
}
