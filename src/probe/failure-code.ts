import type { ProbeFailure } from './report.js';

/** The reason of a failure for people to search for, such as `overloaded, status 429`. */
export function failureCode({ reason, status }: Pick<ProbeFailure, 'reason' | 'status'>): string {
  return status === undefined ? reason : `${reason}, status ${status}`;
}
