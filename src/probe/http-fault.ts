import type { HttpAnswer, HttpFailure } from '../net/http-answer.js';
import type { Reason } from './reason.js';
import { reasonOf } from './reason-of.js';
import type { ProbeFailure } from './report.js';

/** Why a probe over HTTP failed. */
export type HttpFault = Omit<ProbeFailure, 'probe'>;

/** Statuses that mean that we lack the permission, or that this server does not have the page. */
const fine: ReadonlySet<number> = new Set([401, 403, 404]);

/** API priority and fairness answers 429, and so does a server with too many requests at once; one that starts or shuts down answers 503. */
const meanings: Readonly<Partial<Record<number, Reason>>> = { 429: 'overloaded', 503: 'not_ready' };

/** Returns why an answer is none, or is not one that an API server gives. `parsed`: what was found in it. */
export function faultIn(answer: HttpAnswer<unknown>, parsed: unknown): HttpFault | undefined {
  if (!answer.ok) return { reason: reasonOfFailure(answer.failure) };
  const { status } = answer;
  if (parsed !== undefined || fine.has(status)) return undefined;
  return status === 200 ? { reason: 'http_malformed' } : { reason: meanings[status] ?? 'http_status', status };
}

/** An error that is not a known connection error is a fault in the answer. */
function reasonOfFailure(failure: HttpFailure): Reason {
  switch (failure.kind) {
    case 'timeout':
      return 'http_timeout';
    case 'closed':
      return 'closed';
    case 'malformed':
      return 'http_malformed';
    case 'broken': {
      const reason = reasonOf(failure.error);
      return reason === 'internal' ? 'http_malformed' : reason;
    }
  }
}
