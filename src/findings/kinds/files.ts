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

/**
 * In each certificate of each file. Of the one that an endpoint serves from this very file, the findings on serving certificates tell. A CA that
 * stands in many kubeconfigs is told once, with all of them.
 */
function inEachFile(detect: DetectInCertificate): FindingKind<FileEvidence>['detect'] {
  return ({ files, serving }, now) => {
    const served = new Set(serving.filter(servesFile).map(({ path }) => path));
    return files.flatMap(({ path, certificates }) =>
      certificates.flatMap(({ label, certificate }): readonly Evidence[] => {
        const evidence = label === '1' && served.has(path) ? undefined : detect(certificate, now);
        if (evidence === undefined) return [];
        const text = `${certificate.subject || 'a certificate without a subject'}: ${evidence.text}`;
        return [{ severity: evidence.severity, addresses: [], files: [path], text }];
      }),
    );
  };
}

export const fileCertificateExpired = {
  id: 'file-certificate-expired',
  runbook: 'ApiserverFileCertificateExpired',
  about: 'file',
  title: 'A certificate in a file is expired: whatever uses it fails',
  detect: inEachFile(expired),
  remedy: () => renewFiles,
} as const satisfies FindingKind<FileEvidence>;

export const fileCertificateEnding = {
  id: 'file-certificate-ending',
  runbook: 'ApiserverFileCertificateEnding',
  about: 'file',
  title: 'A certificate in a file ends soon',
  detect: inEachFile(ending(thresholds.serving)),
  remedy: () => renewFiles,
} as const satisfies FindingKind<FileEvidence>;

/** What nobody can look into may hold anything; what is known to be broken breaks whoever reads it next. */
export const fileSeverities = {
  missing: 'warning',
  forbidden: 'unknown',
  directory: 'warning',
  not_a_file: 'warning',
  link_cycle: 'warning',
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
  title: 'A file does not show the certificates that it should hold',
  detect: ({ files }) => files.flatMap(notRead),
  remedy: (): Remedy => ({
    advice: [
      'See what is wrong with the file; what uses it will not be able to start with it either. When it is fine, see who looks: this program needs the right to read it, and in a container the folder mounted.',
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
  title: 'An API server does not serve what its file holds',
  detect: ({ serving }) => serving.filter((each) => !servesFile(each)).map(notServed),
  remedy: () => serveFile,
} as const satisfies FindingKind<FileEvidence>;

function notServed({ address, path, served, held }: ServingFile): Evidence {
  // Not by notBefore: kubeadm takes that of the CA.
  const renewed = held.notAfter > served.notAfter ? 'the file was renewed' : 'the file holds another certificate';
  const text = `${renewed}: it ends at ${dateText(held.notAfter)} UTC, what is served at ${dateText(served.notAfter)} UTC`;
  return { severity: 'warning', addresses: [address], files: [path], text };
}

/** Kinds that files show by themselves; they belong to no target. Of equal severity, what stands first here is told first. */
export const fileKinds = [
  fileCertificateExpired,
  fileCertificateEnding,
  fileNotRead,
] as const satisfies readonly FindingKind<FileEvidence>[];

/** Kinds that the files show beside the endpoints of a target. */
export const servingFileKinds = [fileNotServed] as const satisfies readonly FindingKind<FileEvidence>[];
