import { mustRun } from './run.js';

/** A leaf as OpenSSL's command decodes it, independently of the exporter. */
export interface OpensslLeaf {
  /** Unix seconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Lower-case hexadecimal digits. */
  readonly fingerprintSha256: string;
  /** Subject and SANs as OpenSSL prints them. */
  readonly text: string;
}

/** Returns the leaf that host:port serves to a client with this SNI. Without `sni`, the client sends no SNI. */
export async function opensslLeaf(address: string, servername?: string): Promise<OpensslLeaf> {
  const sni = servername === undefined ? ['-noservername'] : ['-servername', servername];
  const served = await mustRun(['openssl', 's_client', '-connect', address, ...sni]);
  const fields = ['-startdate', '-enddate', '-fingerprint', '-sha256', '-subject', '-ext', 'subjectAltName'];
  const text = await mustRun(['openssl', 'x509', '-noout', ...fields], served);
  const field = (name: string): string => new RegExp(`^${name}=(.+)$`, 'mi').exec(text)?.[1] ?? '';
  return {
    notBefore: Date.parse(field('notBefore')) / 1000,
    notAfter: Date.parse(field('notAfter')) / 1000,
    fingerprintSha256: field('sha256 Fingerprint').replaceAll(':', '').toLowerCase(),
    text,
  };
}
