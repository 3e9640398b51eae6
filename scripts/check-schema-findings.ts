import { type FileOutcome, fileReasons } from '../src/files/file-report.js';
import { kubeadmAuthorities } from '../src/files/kubeadm-files.js';
import { fileKinds, servingFileKinds } from '../src/findings/kinds/files.js';
import { findingKinds } from '../src/findings/kinds/finding-kinds.js';
import { targetFileKinds } from '../src/findings/kinds/rotation.js';
import { distributions } from '../src/findings/procedures/distribution.js';
import { severities } from '../src/findings/severity/severity.js';
import { localServerStates } from '../src/probe/local-server.js';
import { certificate } from './check-schema-certificate.js';
import { flag, list, object, oneOf, orNull, ref, text } from './json-schema.js';

const kinds = [...findingKinds, ...fileKinds, ...servingFileKinds, ...targetFileKinds];

/** The definitions about files. */
export const onDisk = {
  file: object({
    path: text('It may also be a pattern that matches no file, or a folder that cannot be listed.'),
    state: oneOf(
      ['read', 'skipped', 'failed'] satisfies readonly FileOutcome['state'][],
      '`skipped`: the file has a key and no certificate.',
    ),
    'because?': { const: 'key' },
    'reason?': oneOf(Object.keys(fileReasons), 'Only if the state is `failed`.'),
    'message?': text('Only if the state is `failed`.'),
    certificates: list(ref('fileCertificate'), 'The certificates that could be decoded.'),
  }),
  fileCertificate: object({
    label: text("Unique in its file: the position, from 1. In a kubeconfig: the user's name, or `cluster NAME`."),
    ...certificate,
  }),
  servingFile: object({
    target: text(),
    address: text(),
    path: text(),
    match: flag('Whether the endpoint serves the first certificate of the file.'),
  }),
  localServer: object({
    state: oneOf(
      Object.keys(localServerStates),
      'answers: it showed a certificate. other: another program answers at its address. dead: nothing listens at its address, which this host has. stopped: the same, and it has no manifest. failing: no certificate was seen for another reason. elsewhere: the same, and this host does not have its address. none: the folder is not that of a control-plane node.',
    ),
    address: { description: 'The address that was asked; null: none.', type: ['string', 'null'] },
    text: text('What was seen, for people: why no certificate of it was seen, if none was.'),
    servesOtherFile: {
      description: "The certificate that its manifest names, if it is not kubeadm's: then nothing is compared.",
      type: ['string', 'null'],
    },
  }),
  kubeadmRow: object({
    name: text('The name that kubeadm uses.'),
    path: text(),
    authority: oneOf(
      kubeadmAuthorities.map(({ name }) => name),
      'The CA that signed it; for a CA, the CA itself.',
    ),
    externallyManaged: flag(),
    missing: flag(),
    problem: { description: 'Why the file does not show its certificate.', type: ['string', 'null'] },
    notAfter: orNull(ref('time')),
  }),
};

const texts = list(text());
const words = { ...list(text(), 'What Go clients say about it, as kubectl prints it.'), minItems: 1 };
const subjects = {
  ...list(text(), 'Names, labels of certificates, SANs: what tells it from other details at its place, in each check.'),
  minItems: 1,
};
const paths = { ...list(text(), 'Paths of the affected files.'), minItems: 1 };

/** The definitions about findings and their remedies. */
export const ofFindings = {
  finding: object({
    id: oneOf(kinds.map(({ id }) => id)),
    severity: oneOf(severities),
    about: oneOf([...new Set(kinds.map(({ about }) => about))]),
    'runbook?': text('The alert whose runbook in docs/runbooks has more; absent: there is no runbook.'),
    'target?': text('Absent: the finding is about files, which do not belong to a target.'),
    addresses: list(
      text(),
      'Addresses of the affected endpoints. Empty: the finding is about the whole target or about files.',
    ),
    'files?': paths,
    names: list(text(), 'The affected expected names.'),
    title: text(),
    details: {
      ...list(object({ addresses: texts, 'files?': paths, 'subjects?': subjects, text: text(), 'words?': words })),
      minItems: 1,
    },
    remedy: ref('remedy'),
    distributions: list(
      ref('distribution'),
      'Probable distributions of the target, by the names in its certificates. Empty: unknown.',
    ),
  }),
  remedy: object({
    advice: list(text(), 'Advice for every control plane.'),
    beware: list(text(), 'Warnings about common mistakes.'),
    procedures: list(
      object({
        distributions: list(ref('distribution'), 'The distributions that it applies to. Empty: all of them.'),
        lines: list(text(), 'Commands and parts of configuration files.'),
        'stage?': text('What this part of a procedure does, where it has several.'),
        'touches?': text(
          'What the commands change, and on which machine. Absent, as all that follows: they only read.',
        ),
        'takes?': text('How long it takes, and what does not work meanwhile.'),
        'worked?': text('How one sees that it worked.'),
        'back?': list(text(), 'The commands of the way back.'),
        'basis?': text('What ran it, or its source and version.'),
      }),
      'Those for the distributions of the finding, or for all.',
    ),
    otherDistributions: list(
      ref('distribution'),
      'Other distributions that have procedures: --control-plane prints theirs.',
    ),
  }),
  distribution: oneOf(distributions),
};
