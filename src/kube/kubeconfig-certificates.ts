import { type FoundCertificate, readCertificates } from '../x509/read-certificates.js';
import { itemsOf, property } from './property.js';

/** A certificate that a manifest embeds. `entry` says where: `cluster kubernetes`, `user kubernetes-admin`, `secret a/b, tls.crt`. */
export type EmbeddedCertificate = FoundCertificate & { readonly entry: string };

/** The places where the format (client-go's clientcmd/api/v1) has certificates: base64 of PEM in `…-data`, or the path of a file. */
export const kubeconfigPlaces = [
  { list: 'clusters', kind: 'cluster', field: 'certificate-authority' },
  { list: 'users', kind: 'user', field: 'client-certificate' },
] as const;

/** Returns the certificates that a kubeconfig embeds, or none if the value is not a kubeconfig. Its other contents do not matter. */
export function kubeconfigCertificates(kubeconfig: unknown): readonly EmbeddedCertificate[] {
  const found = kubeconfigPlaces.flatMap(({ list, kind, field }) =>
    itemsOf(kubeconfig, list).flatMap((item) => embedded(item, kind, `${field}-data`)),
  );
  return found.map((one, at) => ({ ...one, position: at + 1 }));
}

function embedded(item: unknown, kind: string, field: string): readonly EmbeddedCertificate[] {
  const data = property(property(item, kind), field);
  if (typeof data !== 'string') return [];
  const entry = entryOf(item, kind);
  return readCertificates(Buffer.from(data, 'base64')).map((found) => ({ ...found, entry }));
}

/** Names an item of a list of a kubeconfig: `user kubernetes-admin`. */
export function entryOf(item: unknown, kind: string): string {
  const name = property(item, 'name');
  return typeof name === 'string' ? `${kind} ${name}` : kind;
}
