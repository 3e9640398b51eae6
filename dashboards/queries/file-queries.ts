import { ofExporters } from './select.js';

/** Several hosts have a file with the same path, so `instance` distinguishes them. */
const perFile = 'cluster, instance, path';
const perFileCertificate = `${perFile}, certificate`;

const notAfter = ofExporters('apiserver_file_certificate_not_after_timestamp_seconds');
const notBefore = ofExporters('apiserver_file_certificate_not_before_timestamp_seconds');

/** Seconds until each certificate in a file ends. Negative values are the time since it expired. */
export const fileTimeLeft = `min by (${perFileCertificate}) (${notAfter}) - time()`;

/** Unix milliseconds. */
export const fileEndsAt = `min by (${perFileCertificate}) (${notAfter}) * 1000`;
export const fileValidFrom = `max by (${perFileCertificate}) (${notBefore}) * 1000`;

/** The subject and issuer of each certificate, as labels. */
export const fileIdentity = `max by (${perFileCertificate}, subject_cn, issuer_cn) (${ofExporters('apiserver_file_certificate_info')})`;

/** 0 for each file that cannot be read or decoded. */
export const unreadableFiles = `min by (${perFile}) (${ofExporters('apiserver_file_read_success')}) == 0`;
