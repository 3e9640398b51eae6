import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateRequest, Issued } from './issue-certificate.js';
import { authority, dns, leaf, type Verdict } from './kubectl-case.js';

interface NamedCertificate extends Partial<CertificateRequest> {
  readonly verdict: Verdict;
  readonly issuer?: Issued;
}

const ca = authority({ commonName: 'named' });

/** The certificate that clients of each name are shown. */
const certificates: Readonly<Record<string, NamedCertificate>> = {
  'good.example.com': { verdict: 'accepted' },
  'ending.example.com': { verdict: 'accepted', days: 3 },
  'expired.example.com': { verdict: 'expired', days: -1 },
  'other-ca.example.com': { verdict: 'unknown_authority', issuer: authority({ commonName: 'other' }) },
  'lacking.example.com': { verdict: 'name', names: [dns('elsewhere.example.com')] },
  // The serving certificate has this name and is good, but nobody who uses the name is shown it.
  'kubernetes.default': { verdict: 'expired', days: -1 },
};

export interface NamedCertificates {
  /** The flags of a kube-apiserver that shows them. */
  readonly flags: readonly string[];
  /** PEM of the CA of most of them. */
  readonly ca: string;
  readonly verdicts: readonly (readonly [name: string, verdict: Verdict])[];
}

/** Issues certificates by name (`--tls-sni-cert-key`), most of them with a fault, and writes them to the folder. */
export function writeNamedCertificates(folder: string): NamedCertificates {
  const flags = Object.entries(certificates).map(([name, { issuer = ca, ...request }]) => {
    const { pem, key } = leaf(issuer, { names: [dns(name)], ...request });
    const [certFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
    writeFileSync(certFile, pem);
    writeFileSync(keyFile, key.export({ type: 'pkcs8', format: 'pem' }));
    return `--tls-sni-cert-key=${certFile},${keyFile}:${name}`;
  });
  const verdicts = Object.entries(certificates).map(([name, { verdict }]) => [name, verdict] as const);
  return { flags, ca: ca.pem, verdicts };
}
