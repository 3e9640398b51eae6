import * as v from 'valibot';
import { parseLenientDocument } from '../document/lenient-document.js';
import { hastyWork } from '../document/yaml-work.js';
import { createSecret, type Secret } from '../net/secret.js';

/** What a plugin printed: a login, and until when it holds. */
export interface ExecCredential {
  readonly token: Secret | undefined;
  /** PEM. */
  readonly clientCertificate: { readonly certificate: string; readonly key: Secret } | undefined;
  /** Unix seconds. undefined: it does not say. */
  readonly expires: number | undefined;
}

const text = v.optional(v.nullable(v.string()));

/** k8s.io/client-go/pkg/apis/clientauthentication: both versions have these fields. */
const schema = v.object({
  apiVersion: text,
  kind: text,
  status: v.optional(
    v.nullable(v.object({ token: text, clientCertificateData: text, clientKeyData: text, expirationTimestamp: text })),
  ),
});

/**
 * Reads a plugin's output, JSON or YAML, or says in words why it is no login (k8s.io/client-go/plugin/pkg/client/auth/exec). Nothing of the
 * output is shown. Never throws.
 */
export function readExecCredential(stdout: Uint8Array, apiVersion: string): ExecCredential | string {
  if (stdout.length === 0) return 'it printed nothing';
  const parsed = parse(stdout);
  const checked = v.safeParse(schema, parsed);
  if (!checked.success) return 'it printed something else than an ExecCredential in JSON';
  const { apiVersion: printed, kind, status } = checked.output;
  if (kind !== 'ExecCredential') return 'it printed something else than an ExecCredential';
  if (printed !== apiVersion) return `it printed an ExecCredential of another apiVersion than ${apiVersion}`;
  if (!status) return 'it printed an ExecCredential without a status';
  return readStatus(status);
}

/** A login is a few kilobytes. Undefined: it is no YAML, or more than is read at once. */
function parse(stdout: Uint8Array): unknown {
  try {
    const parsed = parseLenientDocument(stdout, '', hastyWork());
    return parsed.ok ? parsed.document.value : undefined;
  } catch {
    return undefined;
  }
}

type Status = NonNullable<v.InferOutput<typeof schema>['status']>;

function readStatus({
  token,
  clientCertificateData,
  clientKeyData,
  expirationTimestamp,
}: Status): ExecCredential | string {
  if (!token && !clientCertificateData && !clientKeyData) return 'it printed neither a token nor a client certificate';
  if (!clientCertificateData !== !clientKeyData) return 'it printed only one of client certificate and key';
  if (token && !/^[\x21-\x7e]+$/.test(token)) return 'it printed a token that cannot be sent in a header';
  const expires = expirationTimestamp ? seconds(expirationTimestamp) : undefined;
  if (Number.isNaN(expires)) return 'it printed an expirationTimestamp that is no time';
  return {
    token: token ? createSecret(token) : undefined,
    clientCertificate:
      clientCertificateData && clientKeyData
        ? { certificate: clientCertificateData, key: createSecret(clientKeyData) }
        : undefined,
    expires,
  };
}

/** RFC 3339, as metav1.Time reads it. Returns NaN for other text. */
function seconds(time: string): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(time)
    ? Date.parse(time) / 1000
    : NaN;
}
