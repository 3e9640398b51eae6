import { type Problem, quote } from '../document/problem.js';
import { createSecret } from '../net/secret.js';
import type { ClusterAccess, ExecPlugin, Source } from './cluster-access.js';
import { readExecPlugin } from './exec-plugin.js';
import { fileSource, readFileOrData } from './file-or-data.js';
import type { Entry } from './kubeconfig-file.js';
import type { ClusterFields, UserFields } from './kubeconfig-schema.js';

type UserPart = Pick<ClusterAccess, 'clientCertificate' | 'token' | 'exec' | 'unsupported'>;

/** What decides about exec plugins. */
export interface ExecPermission {
  /** Whether they may be run. */
  readonly allowed: boolean;
  /** The cluster of the context, which a plugin may want to know. */
  readonly cluster: Entry<ClusterFields> | undefined;
}

const notAllowed =
  'is not run, since that is not allowed: if you trust this kubeconfig, use --allow-exec (check) or allowExec: true (in the configuration)';

const instead =
  "use a token, a tokenFile or a client certificate, such as a service account's with the rights of deploy/kustomize";

/** Ways to log in that we do not support, and why. */
const unsupportedFields = {
  'auth-provider': `auth-provider is not supported, and kubectl has dropped it too: ${instead}`,
  username: `username and password are not supported, and Kubernetes has dropped them too: ${instead}`,
  password: `username and password are not supported, and Kubernetes has dropped them too: ${instead}`,
  as: `impersonation is not supported: ${instead}`,
  'as-uid': `impersonation is not supported: ${instead}`,
  'as-groups': `impersonation is not supported: ${instead}`,
  'as-user-extra': `impersonation is not supported: ${instead}`,
} as const;

/** Reads a user's entry, or reports all that is wrong with it. Without a user there are no credentials. `about`: as for readCluster. */
export function readUser(
  entry: Entry<UserFields> | undefined,
  about: string,
  permission: ExecPermission,
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
  // A key alone is not a login, and kubectl ignores it.
  const clientCertificate = certificate === undefined || key === undefined ? undefined : { certificate, key };
  const token = readToken(entry);
  const exec = (clientCertificate ?? token) ? undefined : readExec(entry, permission);
  const unsupported = fieldsOf(unsupportedFields).flatMap((field) =>
    entry.fields[field] ? [problem(field, unsupportedFields[field])] : [],
  );
  return {
    clientCertificate,
    token,
    exec: typeof exec === 'string' ? undefined : exec,
    unsupported: typeof exec === 'string' ? [problem('exec', exec), ...unsupported] : unsupported,
  };
}

/**
 * Returns the plugin, or says in words why it is not run. client-go runs none where the user has another login (exec.go,
 * UpdateTransportConfig).
 */
function readExec(user: Entry<UserFields>, { allowed, cluster }: ExecPermission): ExecPlugin | string | undefined {
  const { exec } = user.fields;
  if (!exec) return undefined;
  const plugin = readExecPlugin(user, exec, cluster);
  if (typeof plugin === 'string' || allowed) return plugin;
  return `the exec plugin ${quote(exec.command ?? '')} ${notAllowed}`;
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
