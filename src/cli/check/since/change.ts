import type { Severity } from '../../../findings/severity/severity.js';

/** What may differ between two checks, each with its meaning: the closed list of `change` in the JSON. */
export const changeKinds = {
  finding_new: 'A finding that was not there, or not at this place.',
  finding_worse: 'A finding whose severity rose.',
  finding_better: 'A finding whose severity fell.',
  finding_gone: 'A finding that is no longer there, and what it was about was seen.',
  finding_unseen: 'A finding that was there, and what it was about cannot be judged now.',
  target_added: 'A target that was not checked before.',
  target_removed: 'A target that is no longer checked.',
  target_other:
    'Another control plane under the same name: neither its CA nor an address is the same. It is compared with nothing.',
  instance_added: 'An address that was not probed before.',
  instance_removed: 'An address that is no longer probed.',
  instance_unknown: 'An address that is not probed now, while it is unknown which there are.',
  certificate_renewed: 'Another serving certificate, which ends later.',
  certificate_replaced: 'Another serving certificate, which does not end later.',
  process_restarted: 'A process that started after the one that answered before.',
  process_other: 'Another process than before, which had started already: several answer at this address.',
  names_covered: 'Expected names that are covered now.',
  names_uncovered: 'Expected names that are no longer covered.',
  names_added: 'Names that were not expected before.',
  names_removed: 'Names that are no longer expected: they are not judged.',
  failure_changed: 'A probe that fails for another reason.',
  version_changed: 'Another version of Kubernetes.',
  ca_added: "Certificates of the target's CA that were not there.",
  ca_removed: "Certificates of the target's CA that are no longer there.",
  file_added: 'A file that was not there.',
  file_removed: 'A file that is no longer there.',
  file_renewed: 'Other certificates in a file.',
  files_checked: 'Files are checked now, and none was before.',
  files_unchecked: 'No file is checked now.',
} as const;

export type ChangeKind = keyof typeof changeKinds;

/** One difference between two checks. */
export interface Change {
  readonly change: ChangeKind;
  /** undefined: it is about files, which do not belong to a target. */
  readonly target: string | undefined;
  readonly addresses: readonly string[];
  readonly files: readonly string[];
  /** What it is, in one line of bounded length and without its place. It has text of certificates. */
  readonly text: string;
  /** If it is about a finding. */
  readonly finding?: ChangedFinding;
}

export interface ChangedFinding {
  /** The id of now, or the last one. */
  readonly id: string;
  /** undefined: it is not there now. */
  readonly severity: Severity | undefined;
  /** undefined: it was not there. */
  readonly was: Severity | undefined;
  /** What tells it from others of its kind at its places: names, labels of certificates. Empty: nothing. */
  readonly subjects: readonly string[];
}
