import { join } from 'node:path';
import type { Certificate } from '../x509/certificate.js';
import type { FileReport } from './file-report.js';
import { kubeadmAuthorities, type KubeadmAuthority, kubeadmCertificates, kubeadmServingFile } from './kubeadm-files.js';
import type { FileEvidence, ServingFile } from './serving-file.js';

/** What `kubeadm certs check-expiration` shows, and what is really served. */
export interface KubeadmExpiration {
  readonly certificates: readonly KubeadmRow[];
  readonly authorities: readonly KubeadmRow[];
}

export interface KubeadmRow {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** The authority that signed it; for an authority, itself. */
  readonly authority: KubeadmAuthority;
  /** Whether the key of the CA is kept elsewhere, so that kubeadm cannot renew the certificate. */
  readonly externallyManaged: boolean;
  /** Undefined: there is no such file, or it shows no certificate. */
  readonly certificate: Certificate | undefined;
  /** Why the file shows no certificate, for people; undefined: it shows one, or there is no such file. */
  readonly problem: string | undefined;
  /** What the API servers that should serve it really serve; undefined: no API server should serve it. */
  readonly served: readonly ServingFile[] | undefined;
}

/** `exists`: returns whether there is such a file. The file itself is never read. */
export async function kubeadmExpiration(
  folder: string,
  { files, serving }: FileEvidence,
  exists: (path: string) => Promise<boolean>,
): Promise<KubeadmExpiration> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const external = new Map<KubeadmAuthority, boolean>();
  for (const { name, key, path } of kubeadmAuthorities)
    external.set(name, byPath.has(join(folder, path)) && !(await exists(join(folder, key))));

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

/** The leaf of a file; in a kubeconfig, the certificate of the user. */
function shownBy(file: FileReport | undefined): Pick<KubeadmRow, 'certificate' | 'problem'> {
  const certificate = file?.certificates.find((each) => each.isClusterCa !== true)?.certificate;
  if (file === undefined || certificate !== undefined) return { certificate, problem: undefined };
  return { certificate, problem: file.outcome.state === 'failed' ? file.outcome.message : 'holds no certificate' };
}

/** The files that kubeadm does not list, such as the kubelet's, without the CAs that each kubeconfig contains. */
export function besideKubeadm(
  files: readonly FileReport[],
  { certificates, authorities }: KubeadmExpiration,
): readonly FileReport[] {
  const listed = new Set([...certificates, ...authorities].map(({ path }) => path));
  return files
    .filter(({ path }) => !listed.has(path))
    .map((file) => ({ ...file, certificates: file.certificates.filter((each) => each.isClusterCa !== true) }));
}
