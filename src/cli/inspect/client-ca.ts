import { formatProblem } from '../../document/problem.js';
import { type FileContent, readFailureMessage } from '../../document/read-file.js';
import { certificatePool, type GoCertificatePool } from '../../x509/go-certificate-pool.js';
import { type GoCertificate, readGoCertificate } from '../../x509/go-certificate.js';
import { type FoundCertificate, readCertificates } from '../../x509/read-certificates.js';

/** The CA by which a Go client judges. */
export type ClientCa =
  | {
      readonly ok: true;
      readonly roots: GoCertificatePool;
      /** The certificates that are left out as in Go, each with the reason. */
      readonly leftOut: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

export interface ClientCaReading {
  /** Reads a whole file, or standard input where it is `-`. Never rejects. */
  readonly read: (file: string) => Promise<FileContent>;
  /** The limit of `read`, for messages. */
  readonly maxBytes: number;
}

const expected = 'expected the CA that clients have, such as /etc/kubernetes/pki/ca.crt or a kubeconfig';

/**
 * Reads a client's CA from PEM, DER or a kubeconfig, whose current context decides. A certificate that Go cannot read is left out, as
 * AppendCertsFromPEM of Go's crypto/x509 does. Never rejects; messages show no secret.
 */
export async function readClientCa(file: string, reading: ClientCaReading): Promise<ClientCa> {
  const certificates = await readFrom(file, reading);
  if ('message' in certificates) return { ok: false, message: certificates.message };
  if (!lacksCertificates(certificates.found)) return poolOf(certificates.found);
  const inside = await readKubeconfigCa(file, certificates.bytes, reading);
  return 'message' in inside ? { ok: false, message: inside.message } : poolOf(inside.found);
}

interface CaBytes {
  readonly bytes: Uint8Array;
  readonly found: readonly FoundCertificate[];
}

interface Wrong {
  readonly message: string;
}

async function readFrom(file: string, { read, maxBytes }: ClientCaReading): Promise<CaBytes | Wrong> {
  const content = await read(file);
  if (!content.ok) return { message: `${readFailureMessage(content.failure, maxBytes)}; ${expected}` };
  return { bytes: content.bytes, found: readCertificates(content.bytes) };
}

function lacksCertificates(found: readonly FoundCertificate[]): boolean {
  return found.some((one) => 'error' in one && one.error.reason === 'no_certificate');
}

async function readKubeconfigCa(file: string, bytes: Uint8Array, reading: ClientCaReading): Promise<CaBytes | Wrong> {
  const none = 'no certificate, neither PEM nor DER';
  if (!Buffer.from(bytes).includes('clusters')) return { message: `${none}, and no kubeconfig; ${expected}` };
  // YAML takes a while to load.
  const { kubeconfigCa } = await import('../../kube/kubeconfig-ca.js');
  const inside = kubeconfigCa({ path: file === '-' ? 'standard input' : file, bytes });
  if (!inside.ok)
    return { message: `as a kubeconfig: ${inside.problems.map(formatProblem).join('; ')}; or give the CA's own file` };
  if (inside.ca.kind === 'file') {
    const { path } = inside.ca;
    const named = await readFrom(path, reading);
    if ('message' in named) return { message: `its certificate-authority ${path}: ${named.message}` };
    return lacksCertificates(named.found) ? { message: `its certificate-authority ${path}: ${none}` } : named;
  }
  const data = Buffer.from(inside.ca.text.reveal(), 'latin1');
  const found = readCertificates(data);
  return lacksCertificates(found) ? { message: `its certificate-authority-data: ${none}` } : { bytes: data, found };
}

function poolOf(found: readonly FoundCertificate[]): ClientCa {
  const certificates: GoCertificate[] = [];
  const leftOut: string[] = [];
  for (const one of found) {
    const reading = 'error' in one ? { ok: false as const, error: one.error.message } : readGoCertificate(one.der);
    if (reading.ok) certificates.push(reading.certificate);
    else leftOut.push(`certificate ${one.position}: ${reading.error}`);
  }
  if (certificates.length === 0)
    return { ok: false, message: `no certificate that a Go client can read: ${String(leftOut[0])}; ${expected}` };
  return { ok: true, roots: certificatePool(certificates), leftOut };
}
