import { type ReadFailure, readFailures } from '../document/read-file.js';
import type { Certificate } from '../x509/certificate.js';
import type { RenewalShare } from '../x509/short-lived.js';

/** Everything that one reading of one file showed. */
export interface FileReport {
  /** Absolute. It is the pattern itself where that leads to no file or to too many, and the folder where that cannot be listed. */
  readonly path: string;
  readonly outcome: FileOutcome;
  /** The certificates that could be decoded, in the order of the file, even when the file is broken elsewhere. */
  readonly certificates: readonly FileCertificate[];
}

export type FileOutcome =
  | { readonly state: 'read' }
  /** A key and no certificate: nothing to show, and nothing wrong. */
  | { readonly state: 'skipped'; readonly because: 'key' }
  /** `message`: for people; it follows the file's name. */
  | { readonly state: 'failed'; readonly reason: FileReason; readonly message: string };

export interface FileCertificate {
  /** Unique in its file: the position, from 1; in a kubeconfig the user's name, or `cluster NAME` for the CA of a cluster. */
  readonly label: string;
  /** Whether it is the CA of a cluster in a kubeconfig. The label does not say so: a user may be named `cluster NAME`. */
  readonly isClusterCa?: boolean;
  readonly certificate: Certificate;
  /** About this place in the file. */
  readonly renewalShare?: RenewalShare;
}

/** Why a file does not show what it should: the closed list. The text follows the file's name. */
export const fileReasons = {
  ...readFailures,
  empty: 'empty',
  half_written: 'has a block that begins and does not end: the file is being written, or was cut off',
  malformed: 'holds something that cannot be decoded',
  no_certificate: 'holds neither a certificate nor a key',
  too_many_certificates: 'holds more certificates than are read',
  too_many_files: 'matches more files than are read',
  timeout: 'was not read in time',
} as const satisfies Record<ReadFailure, string> & Record<string, string>;

export type FileReason = keyof typeof fileReasons;

/** `message` replaces the reason's own words. */
export function failed(reason: FileReason, message: string = fileReasons[reason]): FileOutcome {
  return { state: 'failed', reason, message };
}
