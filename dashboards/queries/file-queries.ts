import { thresholds } from '../../src/findings/severity/thresholds.js';
import { daysUntil } from './endpoint-queries.js';
import { lifeState } from './life-state.js';
import { ofExporters } from './select.js';

/** Several hosts have a file with the same path, so `instance` distinguishes them. */
const perFile = 'cluster, instance, path';
const perFileCertificate = `${perFile}, certificate`;

const notAfter = ofExporters('apiserver_file_certificate_not_after_timestamp_seconds');
const notBefore = ofExporters('apiserver_file_certificate_not_before_timestamp_seconds');
const renewalRatio = ofExporters('apiserver_file_certificate_renewal_ratio');

/** The urgency of each certificate in a file, with the values of `lifeState`. */
export const fileState = `max by (${perFileCertificate}) (${lifeState({ notAfter, notBefore, renewalRatio }, thresholds.file)})`;

/** Days until each certificate in a file ends. Negative values are the days since it expired. */
export const fileDaysLeft = daysUntil(`min by (${perFileCertificate}) (${notAfter})`);

/** Unix milliseconds. */
export const fileEndsAt = `min by (${perFileCertificate}) (${notAfter}) * 1000`;

/** The subject of each certificate, and the `folder` and `file` of its path, as labels. */
export const fileIdentity = inFolders(
  `max by (${perFileCertificate}, subject_cn) (${ofExporters('apiserver_file_certificate_info')})`,
);

/** 0 for each file that cannot be read or decoded. */
export const unreadableFiles = inFolders(`min by (${perFile}) (${ofExporters('apiserver_file_read_success')}) == 0`);

/** Paths begin alike and differ at their ends, which a narrow column would cut off. */
function inFolders(expr: string): string {
  const named = `label_replace(${expr}, "file", "$1", "path", "(?:.*/)?([^/]*)")`;
  return `label_replace(${named}, "folder", "$1", "path", "(.*/)[^/]*")`;
}
