import { setImmediate } from 'node:timers/promises';
import { decodeText, isUtf16WithoutMark, withoutMark } from '../document/decode-text.js';
import { embeddedCertificates } from '../kube/embedded-certificates.js';
import { kubeconfigContents } from '../kube/kubeconfig-contents.js';
import { isUtf16 } from '../kube/manifest-marks.js';
import type { YamlParsers } from '../kube/yaml-parsers.js';
import type { Decode } from '../x509/certificate.js';
import { type FileEntry, findCertificates, labelCertificates } from './file-certificates.js';
import { failed, type FileCertificate, type FileOutcome, type FileReport } from './file-report.js';
import { holdsKey, isHalfWrittenKubeconfig, isHalfWrittenPem, looksLikeKubeconfig } from './text-marks.js';

export type FileContents = Pick<FileReport, 'outcome' | 'certificates'>;

type ContentParsers = Pick<YamlParsers, 'contents' | 'embedded'>;

const hereAndNow: ContentParsers = {
  contents: (bytes) => Promise.resolve(kubeconfigContents(bytes)),
  embedded: (bytes) => Promise.resolve(embeddedCertificates(bytes)),
};

/** A bundle of all public CAs has 150 certificates. Each is three series in Prometheus. */
export const maxCertificates = 200;

/** Decoding one takes a millisecond. After this many, probes that are under way get their turn. */
const certificatesAtOnce = 10;

/**
 * Reads the certificates in the bytes of a file: PEM, DER, a kubeconfig, or the manifest of a Secret. Of private keys, only the presence
 * is noticed. Never rejects, as long as `decode` does not throw.
 */
export async function decodeContent(
  bytes: Uint8Array,
  decode: Decode,
  parsers: ContentParsers = hereAndNow,
): Promise<FileContents> {
  const text = textOf(bytes);
  if (text.trim() === '') return { outcome: failed('empty'), certificates: [] };
  const entries = await findCertificates(bytes, parsers.embedded);
  if (entries.every(isNothing)) return { outcome: await withoutCertificate(text, bytes, parsers), certificates: [] };
  const { certificates, faults } = await decodeAll(entries, decode);
  return { outcome: withCertificates(text, entries, faults), certificates };
}

/** All marks are ASCII. */
function textOf(bytes: Uint8Array): string {
  const decoded = isUtf16(bytes) ? decodeText(bytes) : undefined;
  if (decoded?.ok === true) return decoded.source;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/**
 * Whether this entry says that the whole file holds no certificate. Where one place of a kubeconfig holds something else, only that place
 * is at fault.
 */
function isNothing(found: FileEntry): boolean {
  return 'error' in found && found.error.reason === 'no_certificate' && found.entry === undefined;
}

async function withoutCertificate(text: string, bytes: Uint8Array, parsers: ContentParsers): Promise<FileOutcome> {
  if (isUtf16WithoutMark(bytes)) return failed('no_certificate', withoutMark);
  if (isHalfWrittenPem(text)) return failed('half_written');
  if (holdsKey(text)) return { state: 'skipped', because: 'key' };
  if (!looksLikeKubeconfig(text)) return failed('no_certificate');
  if (isHalfWrittenKubeconfig(text)) return failed('half_written');
  const kubeconfig = await parsers.contents(bytes);
  // It may name files or a token instead of embedding certificates.
  if (kubeconfig.ok) return { state: 'read' };
  return failed('malformed', summarize(kubeconfig.problems.map(({ message }) => message)));
}

function withCertificates(text: string, entries: readonly FileEntry[], faults: readonly string[]): FileOutcome {
  const isYaml = entries.some(({ entry }) => entry !== undefined);
  if (isYaml ? isHalfWrittenKubeconfig(text) : isHalfWrittenPem(text)) return failed('half_written');
  if (faults.length > 0) return failed('malformed', summarize(faults));
  return entries.length > maxCertificates
    ? failed('too_many_certificates', `holds more than ${maxCertificates} certificates: the rest is left out`)
    : { state: 'read' };
}

function summarize([first = '', ...others]: readonly string[]): string {
  return others.length > 0 ? `${first} (and ${others.length} more)` : first;
}

interface DecodedEntries {
  readonly certificates: readonly FileCertificate[];
  /** Sentences for people. */
  readonly faults: readonly string[];
}

async function decodeAll(entries: readonly FileEntry[], decode: Decode): Promise<DecodedEntries> {
  const certificates: FileCertificate[] = [];
  const faults: string[] = [];
  for (const [at, entry] of labelCertificates(entries.slice(0, maxCertificates)).entries()) {
    if (at > 0 && at % certificatesAtOnce === 0) await setImmediate();
    const { label } = entry;
    const result = 'error' in entry ? { ok: false as const, ...entry.error } : decode(entry.der);
    const isClusterCa = entry.entry !== undefined && /^cluster(?: |$)/.test(entry.entry);
    if (result.ok) certificates.push({ label, ...(isClusterCa && { isClusterCa }), certificate: result.certificate });
    else faults.push(`certificate ${label}: ${result.message}`);
  }
  return { certificates, faults };
}
