import { type BoundedJson, parseBoundedJson } from '../bounds/bounded-json.js';
import { formatProblem } from '../document/problem.js';
import type { HttpAnswer, HttpFailure } from '../net/http-answer.js';
import { isTlsError } from '../net/tls-error.js';
import { type ApiFailure, type ApiFailureKind, apiFailures, oneLine } from './api-failure.js';
import { record } from './api-objects.js';
import type { ClusterAccess } from './cluster-access.js';
import { type ServerUrl, serverUrlText } from './server-url.js';

export type ApiAnswer =
  | {
      readonly ok: true;
      readonly json: unknown;
      /** The name by which the server was verified. Undefined: it was not verified (insecure-skip-tls-verify). */
      readonly verifiedAs: string | undefined;
    }
  | FailedAnswer;

export interface FailedAnswer {
  readonly ok: false;
  readonly failure: ApiFailure;
}

export interface Circumstances {
  readonly access: ClusterAccess;
  /** The token that was sent. */
  readonly token: string | undefined;
  readonly verifiedAs: string | undefined;
}

/** Judges an HTTP answer: 2xx with JSON is an answer, anything else is a failure. Pure; never throws, whatever the answer. */
export function judgeAnswer(
  answer: HttpAnswer<Buffer | undefined>,
  { access, token, verifiedAs }: Circumstances,
): ApiAnswer {
  const { server } = access;
  if (!answer.ok) return brokenOff(server, answer.failure);
  if (answer.body === undefined) return failedAnswer(server, 'too_large', apiFailures.too_large);
  const { status } = answer;
  const json = parseBoundedJson(answer.body);
  if (status < 200 || status > 299) {
    const message = `status ${status}${detail(json, token)}${whyAnonymous(status, access)}`;
    return failedAnswer(server, kindOf(status), message);
  }
  if (json.ok) return { ok: true, json: json.value, verifiedAs };
  return json.fault === 'malformed'
    ? failedAnswer(server, 'malformed', 'the answer is not JSON')
    : failedAnswer(server, 'too_large', 'the answer has more values than the limit');
}

export function failedAnswer(server: ServerUrl, kind: ApiFailureKind, message: string, code?: string): FailedAnswer {
  return { ok: false, failure: { kind, message: `${serverUrlText(server)}: ${message}`, code } };
}

function brokenOff(server: ServerUrl, failure: HttpFailure): ApiAnswer {
  switch (failure.kind) {
    case 'timeout':
      return failedAnswer(server, 'timeout', apiFailures.timeout);
    case 'closed':
      return failedAnswer(server, 'unreachable', apiFailures.unreachable);
    case 'malformed':
      return failedAnswer(server, 'malformed', apiFailures.malformed, failure.code);
    case 'broken': {
      const code = String(failure.error.code);
      const kind = isTlsError(failure.error) ? 'tls' : 'unreachable';
      return failedAnswer(server, kind, apiFailures[kind], code);
    }
  }
}

function kindOf(status: number): ApiFailureKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 410) return 'gone';
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

/** Returns the message of a `Status`. If the server repeats the token that it got, the token must not reach a log. */
function detail(json: BoundedJson, token: string | undefined): string {
  const { message } = record(json.ok ? json.value : undefined) as { readonly message?: unknown };
  if (typeof message !== 'string') return '';
  return `: ${oneLine(token === undefined ? message : message.replaceAll(token, '[redacted]'))}`;
}

function whyAnonymous(status: number, { insecure, unsupported }: ClusterAccess): string {
  if (status !== 401 && status !== 403) return '';
  if (insecure) return '; no credential was sent, since insecure-skip-tls-verify is set';
  return unsupported.map((problem) => `; no credential was sent: ${formatProblem(problem)}`).join('');
}
