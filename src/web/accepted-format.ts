import Negotiator from 'negotiator';
import type { Format } from '../metrics/render.js';

/** The media types that are served. The first is served where a client does not care. */
const formats = new Map<string, Format>([
  ['text/plain', 'text'],
  ['application/openmetrics-text', 'openmetrics'],
]);

/**
 * Returns the format that a client prefers by its header Accept (RFC 9110 12.5.1). Parameters of a type, such as `version` and `escaping`, are
 * ignored, because Prometheus reads what it gets by its content type. A client that accepts neither format gets text.
 */
export function acceptedFormat(accept: string | undefined): Format {
  const negotiator = new Negotiator({ headers: accept === undefined ? {} : { accept } });
  // For a range, such as text/*, a type that the client names elsewhere may have another weight.
  const byRange = negotiator.mediaType([...formats.keys()]) ?? '';
  for (const range of negotiator.mediaTypes()) {
    const format = formats.get(range.endsWith('*') ? byRange : range.toLowerCase());
    if (format !== undefined) return format;
  }
  return 'text';
}

/** Returns whether a client accepts gzip by its header Accept-Encoding (RFC 9110 12.5.3). */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const headers = acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding };
  return new Negotiator({ headers }).encodings(['gzip']).includes('gzip');
}
