import type { FileReason, FileReport } from '../../files/file-report.js';
import { type FileEvidence, servesFile, type ServingFile } from '../../files/serving-file.js';
import { dateText } from '../../text/time-text.js';
import type { Remedy } from '../remedies/remedy.js';
import { renewFiles } from '../remedies/renew-files.js';
import { serveFile } from '../remedies/serve-file.js';
import type { Severity } from '../severity/severity.js';
import { thresholds } from '../severity/thresholds.js';
import type { Evidence, FindingKind } from './finding-kind.js';
import { type DetectInCertificate, ending, expired } from './ending.js';

/** A certificate of a file, and the path. */
type JudgedInFile = FileReport['certificates'][number] & Pick<FileReport, 'path'>;

/**
 * Returns each certificate of each file that is judged. Skips the one that an endpoint serves from this file, because the findings on serving
 * certificates cover it.
 */
export function judgedInFiles({ files, serving }: FileEvidence): readonly JudgedInFile[] {
  const served = new Set(serving.filter(servesFile).map(({ path }) => path));
  return files.flatMap(({ path, certificates }) =>
    certificates.filter(({ label }) => label !== '1' || !served.has(path)).map((each) => ({ ...each, path })),
  );
}

/** Runs `detect` on each of them. A CA that is in many kubeconfigs is reported once, with all their paths. */
function inEachFile(detect: DetectInCertificate): FindingKind<FileEvidence>['detect'] {
  return (evidence, now) =>
    judgedInFiles(evidence).flatMap(({ path, label, certificate, renewalShare }): readonly Evidence[] => {
      const found = detect(certificate, now, renewalShare);
      if (found === undefined) return [];
      const text = `${certificate.subject || 'a certificate without a subject'}: ${found.text}`;
      return [{ severity: found.severity, addresses: [], files: [path], subjects: [label], text }];
    });
}

export const fileCertificateExpired = {
  id: 'file-certificate-expired',
  runbook: 'ApiserverFileCertificateExpired',
  about: 'file',
  title: 'A certificate in a file has expired: everything that uses it fails',
  detect: inEachFile(expired),
  remedy: () => renewFiles,
} as const satisfies FindingKind<FileEvidence>;

export const fileCertificateEnding = {
  id: 'file-certificate-ending',
  runbook: 'ApiserverFileCertificateEnding',
  about: 'file',
  title: 'A certificate in a file expires soon',
  detect: inEachFile(ending(thresholds.file)),
  remedy: () => renewFiles,
} as const satisfies FindingKind<FileEvidence>;

/** `unknown` if the contents could not be seen, `warning` if the file is known to be broken: the next program that reads it fails. */
export const fileSeverities = {
  missing: 'warning',
  forbidden: 'unknown',
  directory: 'warning',
  not_a_file: 'warning',
  link_cycle: 'warning',
  unanswered: 'unknown',
  too_large: 'unknown',
  unreadable: 'unknown',
  empty: 'warning',
  half_written: 'warning',
  malformed: 'warning',
  no_certificate: 'warning',
  too_many_certificates: 'unknown',
  too_many_files: 'unknown',
  timeout: 'unknown',
} as const satisfies Record<FileReason, Severity>;

export const fileNotRead = {
  id: 'file-not-read',
  runbook: 'ApiserverFileUnreadable',
  about: 'file',
  title: 'Certificates could not be read from a file',
  detect: ({ files }) => files.flatMap(notRead),
  remedy: (): Remedy => ({
    advice: [
      'Check the file: programs that use it cannot start with it either. If the file is fine, check that this program may read it, and in a container, that its folder is mounted.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind<FileEvidence>;

function notRead({ path, outcome }: FileReport): readonly Evidence[] {
  if (outcome.state !== 'failed') return [];
  return [{ severity: fileSeverities[outcome.reason], addresses: [], files: [path], text: outcome.message }];
}

export const fileNotServed = {
  id: 'file-not-served',
  runbook: 'ApiserverFileNotServed',
  about: 'file',
  title: 'An API server does not serve the certificate in its file',
  detect: ({ serving }) => serving.filter((each) => !servesFile(each)).map(notServed),
  remedy: () => serveFile,
} as const satisfies FindingKind<FileEvidence>;

function notServed({ address, path, served, held }: ServingFile): Evidence {
  // Compares notAfter: old kubeadm (v1.20) copies notBefore from the CA, so that a renewal does not change it.
  const renewed = held.notAfter > served.notAfter ? 'the file was renewed' : 'the file has another certificate';
  const text = `${renewed}: the certificate in the file expires at ${dateText(held.notAfter)} UTC, the served one at ${dateText(served.notAfter)} UTC`;
  return { severity: 'warning', addresses: [address], files: [path], text };
}

/** Kinds that are detected in files alone. They do not belong to a target. Among findings of equal severity, this order decides. */
export const fileKinds = [
  fileCertificateExpired,
  fileCertificateEnding,
  fileNotRead,
] as const satisfies readonly FindingKind<FileEvidence>[];

/** Kinds that are detected by comparing files with the endpoints of a target. */
export const servingFileKinds = [fileNotServed] as const satisfies readonly FindingKind<FileEvidence>[];
