import type { Certificate } from '../../x509/certificate.js';

/** A subject may have a megabyte. In UTF-16 units. */
const longestSubject = 200;

/** Distinguishes a certificate from others of the same subject: `CN=kubernetes, serial 0A, SHA-256 5d3e7c1a0f2b4c6d…`. */
export function certificateText({ subject, serialNumber, fingerprintSha256 }: Certificate): string {
  return `${subjectText(subject)}, serial ${serialNumber}, SHA-256 ${fingerprintSha256.slice(0, 16)}…`;
}

/** A subject of bounded length. */
export function subjectText(subject: string): string {
  if (subject === '') return 'a certificate without a subject';
  return subject.length > longestSubject ? `${subject.slice(0, longestSubject).toWellFormed()}…` : subject;
}
