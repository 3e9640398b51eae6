import { parseDocument } from '../document/document.js';
import { type FoundCertificate, readCertificates } from '../x509/read-certificates.js';

/** A certificate that a kubeconfig embeds. `entry` says where: `cluster kubernetes`, `user kubernetes-admin`. */
export type KubeconfigCertificate = FoundCertificate & { readonly entry: string };

/** Kubeconfigs of thousands of clusters are smaller. YAML takes far longer to read than PEM. */
const maxBytes = 4 * 1024 * 1024;

/** The places where the format (client-go's clientcmd/api/v1) embeds certificates, as base64 of PEM. */
const places = [
  { list: 'clusters', kind: 'cluster', field: 'certificate-authority-data' },
  { list: 'users', kind: 'user', field: 'client-certificate-data' },
] as const;

/**
 * Returns the certificates that a kubeconfig embeds, or none if the bytes are not a kubeconfig. Its other contents do not matter. Never
 * throws.
 */
export function kubeconfigCertificates(bytes: Uint8Array): readonly KubeconfigCertificate[] {
  if (bytes.length > maxBytes || !Buffer.from(bytes).includes('-data')) return [];
  const parsed = parseDocument(bytes, 'kubeconfig');
  if (!parsed.ok) return [];
  const { value } = parsed.document;
  const found = places.flatMap(({ list, kind, field }) =>
    items(value, list).flatMap((item) => embedded(item, kind, field)),
  );
  return found.map((one, at) => ({ ...one, position: at + 1 }));
}

function embedded(item: unknown, kind: string, field: string): readonly KubeconfigCertificate[] {
  const data = property(property(item, kind), field);
  if (typeof data !== 'string') return [];
  const name = property(item, 'name');
  const entry = typeof name === 'string' ? `${kind} ${name}` : kind;
  return readCertificates(Buffer.from(data, 'base64')).map((found) => ({ ...found, entry }));
}

function items(value: unknown, list: string): readonly unknown[] {
  const all = property(value, list);
  return Array.isArray(all) ? all : [];
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
