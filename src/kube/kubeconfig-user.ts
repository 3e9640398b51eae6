import { type Problem, quote } from '../document/problem.js';
import { createSecret } from '../net/secret.js';
import type { ClusterAccess, Source } from './cluster-access.js';
import { fileSource, readFileOrData } from './file-or-data.js';
import type { Entry } from './kubeconfig-file.js';
import type { UserFields } from './kubeconfig-schema.js';

type UserPart = Pick<ClusterAccess, 'clientCertificate' | 'token' | 'unsupported'>;

const instead =
  "use a token, a tokenFile or a client certificate, such as a service account's with the rights of deploy/rbac.yaml";

/** Ways to log in that we do not support, and why. */
const unsupportedFields = {
  exec: `exec plugins are not supported, since this program does not start other programs: ${instead}`,
  'auth-provider': `auth-provider is not supported, and kubectl has dropped it too: ${instead}`,
  username: `username and password are not supported, and Kubernetes has dropped them too: ${instead}`,
  password: `username and password are not supported, and Kubernetes has dropped them too: ${instead}`,
  as: `impersonation is not supported: ${instead}`,
} as const;

/** Reads a user's entry, or reports all that is wrong with it. Without a user there are no credentials. `about`: as for readCluster. */
export function readUser(
  entry: Entry<UserFields> | undefined,
  about: string,
): UserPart | { readonly problems: readonly Problem[] } {
  if (entry === undefined) return { clientCertificate: undefined, token: undefined, unsupported: [] };
  const problems: Problem[] = [];
  const problem = (field: string, message: string): Problem => ({
    ...entry.origin(field),
    message: `${about}: user ${quote(entry.name)}: ${message}`,
  });
  const complain = (field: string, message: string): void => {
    problems.push(problem(field, message));
  };
  const certificate = readFileOrData(entry, 'client-certificate', complain);
  const key = readFileOrData(entry, 'client-key', complain);
  if (problems.length === 0 && certificate !== undefined && key === undefined) {
    complain('client-key', 'found a client-certificate alone, expected client-key or client-key-data as well');
  }
  if (problems.length > 0) return { problems };
  return {
    // A key alone is not a login, and kubectl ignores it.
    clientCertificate: certificate === undefined || key === undefined ? undefined : { certificate, key },
    token: readToken(entry),
    unsupported: fieldsOf(unsupportedFields).flatMap((field) =>
      entry.fields[field] ? [problem(field, unsupportedFields[field])] : [],
    ),
  };
}

function fieldsOf<Field extends string>(table: Readonly<Record<Field, string>>): readonly Field[] {
  return Object.keys(table) as Field[];
}

/**
 * Reads the token. tokenFile takes precedence over token (k8s.io/client-go/tools/clientcmd/api/v1, AuthInfo): it is the one that is
 * renewed.
 */
function readToken(entry: Entry<UserFields>): Source | undefined {
  const { tokenFile, token } = entry.fields;
  if (tokenFile) return fileSource(entry, 'tokenFile', tokenFile);
  return token ? { kind: 'inline', text: createSecret(token), origin: entry.origin('token') } : undefined;
}
