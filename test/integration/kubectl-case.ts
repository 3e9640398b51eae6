import type { SecureVersion } from 'node:tls';
import type { RefusalReason } from '../../src/x509/go-refusal.js';
import { type CertificateRequest, type Issued, issueAuthority, issueLeaf } from './issue-certificate.js';

/** The address that clients dial, and the name under which they verify it instead when a kubeconfig has one. */
export const dialled = { address: '127.0.0.1', name: 'api.example.com' } as const;

export type Verdict = 'accepted' | RefusalReason;

/** A server with certificates as a control plane may have them, and what kubectl decides. */
export interface KubectlCase {
  readonly title: string;
  readonly scene: () => Scene;
  readonly byAddress: Verdict;
  readonly byName: Verdict;
  /** The minor version of Go 1 since when clients decide so. */
  readonly since?: number;
  /** Instead of `dialled.name`. */
  readonly name?: string;
}

export interface Scene {
  /** The leaf comes first. */
  readonly served: readonly [Issued, ...Issued[]];
  /** The kubeconfig's CA. */
  readonly ca: readonly Issued[];
  /** The newest version of TLS that the server has. The default is Node's. */
  readonly maxVersion?: SecureVersion;
}

/** A case with the same verdict by address and by name. */
export function kubectlCase(
  title: string,
  verdict: Verdict | readonly [byAddress: Verdict, byName: Verdict],
  scene: () => Scene,
  more: Pick<KubectlCase, 'since' | 'name'> = {},
): KubectlCase {
  const [byAddress, byName] = typeof verdict === 'string' ? [verdict, verdict] : verdict;
  return { title, scene, byAddress, byName, ...more };
}

/** An authority with the name of kubeadm's. */
export function authority(request: Partial<CertificateRequest> = {}, issuer?: Issued): Issued {
  return issueAuthority({ commonName: 'kubernetes', days: 3000, ...request }, issuer);
}

/** The certificate of a server that has the address and the name. */
export function leaf(issuer: Issued, request: Partial<CertificateRequest> = {}): Issued {
  return issueLeaf(
    { commonName: 'kube-apiserver', names: [dns(dialled.name), ip(dialled.address)], ...request },
    issuer,
  );
}

export const dns = (value: string) => ({ kind: 'dns', value }) as const;
export const ip = (value: string) => ({ kind: 'ip', value }) as const;
