import { join } from 'node:path';
import type { Certificate } from '../x509/certificate.js';
import type { FileReport } from './file-report.js';
import { kubeadmAuthorities, type KubeadmAuthority, kubeadmCertificates, kubeadmServingFile } from './kubeadm-files.js';
import type { FileEvidence, ServingFile } from './serving-file.js';

/** What `kubeadm certs check-expiration` tells, and what is really served. */
export interface KubeadmExpiration {
  readonly certificates: readonly KubeadmRow[];
  readonly authorities: readonly KubeadmRow[];
}

export interface KubeadmRow {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Who signed it; itself, where it is one. */
  readonly authority: KubeadmAuthority;
  /** Whether the key of the CA lies elsewhere, so that kubeadm cannot renew. */
  readonly externallyManaged: boolean;
  /** Undefined: the file does not show it. */
  readonly certificate: Certificate | undefined;
  /** Why it does not, for people; undefined: it does, or there is no such file. */
  readonly problem: string | undefined;
  /** What API servers that should serve it do serve; undefined: no API server should. */
  readonly served: readonly ServingFile[] | undefined;
}

/** `exists`: whether there is such a file, which is never read. */
export async function kubeadmExpiration(
  folder: string,
  { files, serving }: FileEvidence,
  exists: (path: string) => Promise<boolean>,
): Promise<KubeadmExpiration> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const external = new Map<KubeadmAuthority, boolean>();
  for (const { name, key, path } of kubeadmAuthorities)
    external.set(name, byPath.has(join(folder, path)) && key !== undefined && !(await exists(join(folder, key))));

  const row = (name: string, relative: string, authority: KubeadmAuthority): KubeadmRow => {
    const path = join(folder, relative);
    const isServed = path === kubeadmServingFile(folder);
    return {
      name,
      path,
      authority,
      externallyManaged: external.get(authority) === true,
      ...shownBy(byPath.get(path)),
      served: isServed ? serving.filter((each) => each.path === path) : undefined,
    };
  };
  return {
    certificates: kubeadmCertificates
      .filter(({ path, optional }) => optional !== true || byPath.has(join(folder, path)))
      .map(({ name, path, authority }) => row(name, path, authority)),
    authorities: kubeadmAuthorities.map(({ name, path }) => row(name, path, name)),
  };
}

/** The leaf of a file; of a kubeconfig, the user's. */
function shownBy(file: FileReport | undefined): Pick<KubeadmRow, 'certificate' | 'problem'> {
  const certificate = file?.certificates.find(({ label }) => !isAuthority(label))?.certificate;
  if (file === undefined || certificate !== undefined) return { certificate, problem: undefined };
  return { certificate, problem: file.outcome.state === 'failed' ? file.outcome.message : 'holds no certificate' };
}

/** The files of which kubeadm does not tell, such as the kubelet's; without the CAs that stand in each kubeconfig. */
export function besideKubeadm(
  files: readonly FileReport[],
  { certificates, authorities }: KubeadmExpiration,
): readonly FileReport[] {
  const told = new Set([...certificates, ...authorities].map(({ path }) => path));
  return files
    .filter(({ path }) => !told.has(path))
    .map((file) => ({ ...file, certificates: file.certificates.filter(({ label }) => !isAuthority(label)) }));
}

function isAuthority(label: string): boolean {
  return label.startsWith('cluster ');
}
