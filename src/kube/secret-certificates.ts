import { lenientValues } from '../document/lenient-document.js';
import { patientWork, type YamlWork } from '../document/yaml-work.js';
import { readCertificates } from '../x509/read-certificates.js';
import { decodeBase64 } from './base64.js';
import { type EmbeddedCertificate, kubeconfigCertificates } from './kubeconfig-certificates.js';
import { itemsOf, property } from './property.js';

/**
 * Returns the certificates of a Secret, or of each in a List: PEM (`tls.crt`, `ca.crt`, kubernetes.io/tls), and kubeconfigs with their
 * certificates (`value` and `kubeconfig`, as Cluster API has them). What else a Secret has, such as a key, is left out. None of any other
 * value.
 */
export function secretCertificates(manifest: unknown, work: YamlWork = patientWork()): readonly EmbeddedCertificate[] {
  const kind = property(manifest, 'kind');
  if (kind === 'List' || kind === 'SecretList')
    return itemsOf(manifest, 'items').flatMap((item) => inSecret(item, work));
  return kind === 'Secret' ? inSecret(manifest, work) : [];
}

/** The items of a SecretList have no kind. */
function inSecret(secret: unknown, work: YamlWork): readonly EmbeddedCertificate[] {
  if ((property(secret, 'kind') ?? 'Secret') !== 'Secret') return [];
  const metadata = property(secret, 'metadata');
  const name = [property(metadata, 'namespace'), property(metadata, 'name')].filter((part) => typeof part === 'string');
  return [...valuesOf(secret)].flatMap(([key, bytes]) => inValue(bytes, `secret ${name.join('/')}, ${key}`, work));
}

/** As in the API, stringData replaces what data has under the same key. */
function valuesOf(secret: unknown): ReadonlyMap<string, Uint8Array> {
  const values = new Map<string, Uint8Array>();
  for (const [key, text] of entries(secret, 'data')) {
    const bytes = decodeBase64(text);
    if (bytes !== undefined) values.set(key, bytes);
  }
  for (const [key, text] of entries(secret, 'stringData')) values.set(key, Buffer.from(text));
  return values;
}

function entries(secret: unknown, field: string): readonly (readonly [string, string])[] {
  const value = property(secret, field);
  const all = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  return all.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

/** What is shorter has no line that begins a certificate, and is none in DER. A Secret may have ten thousand such values. */
const shortest = '-----BEGIN CERTIFICATE-----'.length;

function inValue(bytes: Uint8Array, place: string, work: YamlWork): readonly EmbeddedCertificate[] {
  if (bytes.length < shortest) return [];
  const found = readCertificates(bytes);
  const isNone = found.some((one) => 'error' in one && one.error.reason === 'no_certificate');
  if (!isNone) return found.map((one) => ({ ...one, entry: place }));
  if (!Buffer.from(bytes).includes('-data')) return [];
  const [kubeconfig] = lenientValues(bytes, 1, work);
  return kubeconfigCertificates(kubeconfig).map((one) => ({ ...one, entry: `${place}, ${one.entry}` }));
}
