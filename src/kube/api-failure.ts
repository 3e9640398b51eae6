/** Why the API gave no answer that can be used: a closed list, each with what it means. */
export const apiFailures = {
  credentials: 'a credential cannot be read or used',
  unreachable: 'there is no connection to the API server',
  timeout: 'there was no whole answer in time',
  tls: 'the TLS handshake failed',
  untrusted: "the server's certificate is not trusted",
  wrong_name: "the server's certificate does not cover its name",
  malformed: 'the answer is not what an API server gives',
  too_large: 'the answer is larger than the limit',
  unauthorized: 'the server does not know who asks (401)',
  forbidden: 'who asks may not see this (403)',
  not_found: 'there is no such resource (404)',
  redirect: 'the server sends us elsewhere, which is not followed',
  status: 'the server answers with an unexpected status',
} as const;

export type ApiFailureKind = keyof typeof apiFailures;

export interface ApiFailure {
  readonly kind: ApiFailureKind;
  /** A sentence for people: which server, what happened. One line, no credential. */
  readonly message: string;
  /** Of Node or OpenSSL, where it was an error of theirs. */
  readonly code?: string | undefined;
}

/** Text from outside as part of a line: without control characters, at most 300 characters. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 1000)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
