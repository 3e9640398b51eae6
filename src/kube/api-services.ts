import { createHash } from 'node:crypto';
import { ownText } from '../bounds/limited-list.js';
import { record } from './api-objects.js';
import { decodeBase64 } from './base64.js';
import { readCaBundle } from './ca-bundle.js';

/** An APIService (apiregistration.k8s.io/v1) for whose group and version another server answers. */
export interface ApiService {
  /** VERSION.GROUP. */
  readonly name: string;
  readonly service: ServiceReference;
  readonly trust: AggregatorTrust;
}

/** The port of a service in front of an aggregated API server. */
export interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/** What the aggregator of kube-apiserver trusts (kube-aggregator, pkg/apiserver/handler_proxy.go, updateAPIService). */
export type AggregatorTrust =
  /** A caBundle. `key`: equal for equal bundles. */
  | { readonly kind: 'bundle'; readonly key: string; readonly certificates: readonly Uint8Array[] }
  /** It has no caBundle, so Go takes the roots of the host. */
  | { readonly kind: 'public' }
  /** insecureSkipTLSVerify: nothing is verified. */
  | { readonly kind: 'insecure' }
  /** Go cannot use the caBundle, and says these words. No request reaches the server. */
  | { readonly kind: 'unusable'; readonly key: string; readonly message: string };

/** A bundle of all public CAs has a quarter of this size. In characters of base64. */
const longestBundle = 1024 * 1024;

/** A label of DNS (RFC 1123), as the API demands for services and namespaces. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** In bytes of base64, of all bundles together. */
const mostOfBundles = 32 * 1024 * 1024;

/**
 * Creates a function that reads one item of an APIServiceList. `local`: kube-apiserver itself answers, since there is no service. Undefined: it makes
 * no sense. Never throws, whatever the item. Many APIServices have the same caBundle, which is read once.
 */
export function createApiServiceDecoder(): (item: unknown) => ApiService | 'local' | undefined {
  const known = new Map<string, AggregatorTrust>();
  let held = 0;
  const trustOf = (caBundle: unknown): AggregatorTrust => {
    if (caBundle === undefined || caBundle === null || caBundle === '') return { kind: 'public' };
    const text = typeof caBundle === 'string' ? caBundle : '';
    const key = createHash('sha256').update(text).digest('base64');
    const trust = known.get(key) ?? readBundle(text, key, mostOfBundles - held);
    if (!known.has(key)) held += text.length;
    known.set(key, trust);
    return trust;
  };
  return (item) => {
    const { metadata, spec } = record(item);
    const { name } = record(metadata);
    const { service, caBundle, insecureSkipTLSVerify } = record(spec);
    if (typeof name !== 'string' || name === '' || name.length > 253) return undefined;
    if (service === undefined || service === null) return 'local';
    const reference = decodeReference(service);
    if (reference === undefined) return undefined;
    const trust: AggregatorTrust = insecureSkipTLSVerify === true ? { kind: 'insecure' } : trustOf(caBundle);
    return { name: ownText(name), service: reference, trust };
  };
}

/** The default of the port is 443 (apiregistration/v1, ServiceReference). */
function decodeReference(service: unknown): ServiceReference | undefined {
  const { namespace, name, port = 443 } = record(service);
  if (typeof namespace !== 'string' || typeof name !== 'string' || !label.test(namespace) || !label.test(name))
    return undefined;
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  return { namespace: ownText(namespace), name: ownText(name), port };
}

function readBundle(text: string, key: string, room: number): AggregatorTrust {
  const unusable = (message: string): AggregatorTrust => ({ kind: 'unusable', key, message });
  if (text.length > Math.min(longestBundle, room)) return unusable('it is larger than the limit');
  const bytes = decodeBase64(text);
  if (bytes === undefined) return unusable('it is not base64');
  const bundle = readCaBundle(bytes);
  return bundle.ok ? { kind: 'bundle', key, certificates: bundle.certificates } : unusable(bundle.message);
}
