import { lenientValues } from '../document/lenient-document.js';
import type { YamlWork } from '../document/yaml-work.js';
import { type EmbeddedCertificate, kubeconfigCertificates } from './kubeconfig-certificates.js';
import { isUtf16, mayBeKubeconfig, mayBeSecret } from './manifest-marks.js';
import { secretCertificates } from './secret-certificates.js';

/** Kubeconfigs of thousands of clusters are smaller. YAML takes far longer to read than PEM. */
const maxBytes = 4 * 1024 * 1024;

/** Documents of one file. */
const maxDocuments = 1000;

/**
 * Returns the certificates that a kubeconfig or the manifests of Secrets embed, or none if the bytes are neither. Of several documents,
 * kubectl reads the first one only as a kubeconfig. Never throws, but what `work` throws.
 */
export function embeddedCertificates(bytes: Uint8Array, work?: YamlWork): readonly EmbeddedCertificate[] {
  const isSecret = mayBeSecret(bytes);
  if (bytes.length > maxBytes || !(isSecret || mayBeKubeconfig(bytes) || isUtf16(bytes))) return [];
  const values = lenientValues(bytes, isSecret ? maxDocuments : 1, work);
  const found = [...kubeconfigCertificates(values[0]), ...values.flatMap((value) => secretCertificates(value, work))];
  return found.map((one, at) => ({ ...one, position: at + 1 }));
}
