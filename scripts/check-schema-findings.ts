import { fileReasons } from '../src/files/file-report.js';
import { kubeadmAuthorities } from '../src/files/kubeadm-files.js';
import { fileKinds, servingFileKinds } from '../src/findings/kinds/files.js';
import { findingKinds } from '../src/findings/kinds/finding-kinds.js';
import { distributions } from '../src/findings/remedies/distribution.js';
import { severities } from '../src/findings/severity/severity.js';
import { certificate } from './check-schema-certificate.js';
import { flag, list, object, oneOf, orNull, ref, text } from './json-schema.js';

const kinds = [...findingKinds, ...fileKinds, ...servingFileKinds];

/** The definitions about files. */
export const onDisk = {
  file: object({
    path: text('Also a pattern that leads to no file, or a folder that cannot be listed.'),
    state: oneOf(['read', 'skipped', 'failed'], 'skipped: it has a key and no certificate.'),
    'because?': { const: 'key' },
    'reason?': oneOf(Object.keys(fileReasons), 'Where the state is failed.'),
    'message?': text('Where the state is failed.'),
    certificates: list(ref('fileCertificate'), 'Those that could be decoded.'),
  }),
  fileCertificate: object({
    label: text("Unique in its file: the position, from 1; in a kubeconfig the user's name, or `cluster NAME`."),
    ...certificate,
  }),
  servingFile: object({
    target: text(),
    address: text(),
    path: text(),
    match: flag('Whether the endpoint serves the first certificate of the file.'),
  }),
  kubeadmRow: object({
    name: text("kubeadm's own."),
    path: text(),
    authority: oneOf(
      kubeadmAuthorities.map(({ name }) => name),
      'Which CA signed it; for a CA, the CA itself.',
    ),
    externallyManaged: flag(),
    missing: flag(),
    problem: { description: 'Why the file does not show its certificate.', type: ['string', 'null'] },
    notAfter: orNull(ref('time')),
  }),
};

const texts = list(text());
const paths = { ...list(text(), 'Paths of the files that it is about.'), minItems: 1 };

/** The definitions about findings and their remedies. */
export const ofFindings = {
  finding: object({
    id: oneOf(kinds.map(({ id }) => id)),
    severity: oneOf(severities),
    about: oneOf([...new Set(kinds.map(({ about }) => about))]),
    'runbook?': text('The alert whose page in docs/runbooks says more; absent: there is none.'),
    'target?': text('Absent: it is about files, which belong to no target.'),
    addresses: list(text(), 'Of the endpoints that it is about; none: the target as a whole, or files.'),
    'files?': paths,
    names: list(text(), 'Expected names that it is about.'),
    title: text(),
    details: { ...list(object({ addresses: texts, 'files?': paths, text: text() })), minItems: 1 },
    remedy: ref('remedy'),
    distributions: list(
      ref('distribution'),
      'What the target looks like, by the names in its certificates; none: unknown.',
    ),
  }),
  remedy: object({
    advice: list(text(), 'What applies to every control plane.'),
    beware: list(text(), 'Traps.'),
    procedures: list(
      object({
        distributions: list(ref('distribution'), 'What it is for; none: all of them.'),
        lines: list(text(), 'Commands and pieces of configuration.'),
      }),
    ),
  }),
  distribution: oneOf(distributions),
};
