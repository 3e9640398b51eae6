import type { FileReport } from '../files/file-report.js';
import { type ServingFile, servesFile } from '../files/serving-file.js';
import type { Certificate } from '../x509/certificate.js';
import { identityLabels, identityText } from './certificate-identity.js';
import { type Family, type Sample, sample } from './family.js';

function forEachCertificate(
  { path, certificates }: FileReport,
  value: (certificate: Certificate) => number,
): readonly Sample[] {
  return certificates.map(({ label, certificate }) => ({
    labels: { path, certificate: label },
    value: value(certificate),
  }));
}

/** The metrics of certificates on disk. They belong to no target, so their series have no other labels. */
export const fileFamilies: readonly Family<FileReport>[] = [
  {
    name: 'apiserver_file_certificate_not_after_timestamp_seconds',
    help: 'Unix time after which the certificate in the file is expired.',
    labels: ['path', 'certificate'],
    samples: (file) => forEachCertificate(file, ({ notAfter }) => notAfter),
  },
  {
    name: 'apiserver_file_certificate_not_before_timestamp_seconds',
    help: 'Unix time from which the certificate in the file is valid.',
    labels: ['path', 'certificate'],
    samples: (file) => forEachCertificate(file, ({ notBefore }) => notBefore),
  },
  {
    name: 'apiserver_file_certificate_renewal_ratio',
    help: 'The least share of their lifetimes that earlier certificates at this place in the file had left at the last renewals. Only for a certificate that is valid for less than twelve days, once two renewals were seen. 0 where they follow no rule.',
    labels: ['path', 'certificate'],
    samples: ({ path, certificates }) =>
      certificates.flatMap(({ label, renewalShare }) => sample(renewalShare, { path, certificate: label })),
  },
  {
    name: 'apiserver_file_certificate_info',
    help: 'Identity of the certificate in the file. It changes when the certificate is renewed. Always 1.',
    labels: ['path', 'certificate', ...identityLabels],
    samples: ({ path, certificates }) =>
      certificates.map(({ label, certificate }) => ({
        labels: { path, certificate: label },
        identity: identityText(certificate),
        value: 1,
      })),
  },
  {
    name: 'apiserver_file_read_success',
    help: 'Whether the file was read and everything in it decoded. Also 0 for a pattern that leads to no file, and for a folder that cannot be listed. Absent for a file with a key and no certificate.',
    labels: ['path'],
    samples: ({ path, outcome }) =>
      outcome.state === 'skipped' ? [] : sample(Number(outcome.state === 'read'), { path }),
  },
];

/**
 * The metrics of endpoints whose target names the file that they serve from. They also have the labels `target` and `address` and the
 * target's own labels.
 */
export const servingFileFamilies: readonly Family<ServingFile>[] = [
  {
    name: 'apiserver_endpoint_serving_file_match',
    help: "Whether the endpoint serves the file's first certificate. 0 means that it was renewed on disk and is not served, or the other way round. Absent where one of the two is not known.",
    labels: ['path'],
    samples: (file) => sample(Number(servesFile(file)), { path: file.path }),
  },
];
