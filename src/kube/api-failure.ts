import { limitedText, ownText } from '../bounds/limited-list.js';

/** The reasons why the API gave no usable answer, each with its meaning. The list is closed. */
export const apiFailures = {
  credentials: 'a credential cannot be read or used',
  unreachable: 'there is no connection to the API server',
  timeout: 'there was no whole answer in time',
  tls: 'the TLS handshake failed',
  untrusted: "the server's certificate is not trusted",
  wrong_name: "the server's certificate does not cover its name",
  malformed: 'the answer is not what an API server gives',
  too_large: 'the answer is larger than the limit',
  unauthorized: 'the server does not recognize the caller (401)',
  forbidden: 'the caller may not see this (403)',
  not_found: 'there is no such resource (404)',
  gone: 'the list has changed too much since its first page (410)',
  redirect: 'the server redirects elsewhere, and redirects are not followed',
  status: 'the server answers with an unexpected status',
} as const;

export type ApiFailureKind = keyof typeof apiFailures;

export interface ApiFailure {
  readonly kind: ApiFailureKind;
  /** A sentence for people that names the server and says what happened. It is one line without a credential. */
  readonly message: string;
  /** The right that is lacking, in the words of an RBAC rule. */
  readonly needs?: string;
  /** The code of Node or OpenSSL, if the error came from them. */
  readonly code?: string | undefined;
}

/** Makes text from outside fit on a line: without control characters, at most 300 characters. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 1000)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return limitedText(ownText(line), 300);
}
