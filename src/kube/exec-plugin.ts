import { dirname, resolve } from 'node:path';
import { quote } from '../document/problem.js';
import type { ExecPlugin } from './cluster-access.js';
import type { Entry } from './kubeconfig-file.js';
import type { ClusterFields, UserFields } from './kubeconfig-schema.js';

type ExecFields = NonNullable<UserFields['exec']>;

const versions = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];

/** Where a cluster has data for plugins (k8s.io/client-go/tools/clientcmd, client_config.go). */
const extensionName = 'client.authentication.k8s.io/exec';

/** Reads the exec part of a user, or says in words why the plugin cannot be run by us. */
export function readExecPlugin(
  user: Entry<UserFields>,
  exec: ExecFields,
  cluster: Entry<ClusterFields> | undefined,
): ExecPlugin | string {
  const wrong = faultOf(exec);
  if (wrong !== undefined) return wrong;
  const command = exec.command ?? '';
  return {
    // Only what has a slash is a path (loader.go, GetAuthInfoFileReferences).
    command: command.includes('/') ? resolve(dirname(user.file), command) : command,
    args: (exec.args ?? []).map((arg) => arg ?? ''),
    env: (exec.env ?? []).map((each) => ({ name: each?.name ?? '', value: each?.value ?? '' })),
    apiVersion: exec.apiVersion ?? '',
    installHint: exec.installHint ?? '',
    cluster: exec.provideClusterInfo && cluster ? clusterInfo(cluster.fields) : undefined,
    origin: user.origin('exec'),
  };
}

function faultOf({ command, apiVersion, interactiveMode, env }: ExecFields): string | undefined {
  if (!command) return 'the exec plugin has no command';
  if (!apiVersion || !versions.includes(apiVersion)) {
    const found = apiVersion ? quote(apiVersion) : 'nothing';
    return `the exec plugin ${quote(command)} has the apiVersion ${found}, expected ${versions.join(' or ')}: make the kubeconfig again with the tool's current version`;
  }
  if (env?.some((each) => !each?.name)) return `the exec plugin ${quote(command)} has an env entry without a name`;
  const mode = interactiveMode || (apiVersion === versions[1] ? 'IfAvailable' : '');
  if (mode === 'Never' || mode === 'IfAvailable') return undefined;
  return mode === 'Always'
    ? `the exec plugin ${quote(command)} asks questions on a terminal (interactiveMode: Always), and has none here`
    : `the exec plugin ${quote(command)} needs an interactiveMode, expected Never or IfAvailable`;
}

function clusterInfo(fields: ClusterFields): Readonly<Record<string, unknown>> {
  const config = fields.extensions?.find((each) => each?.name === extensionName)?.extension ?? null;
  const kept = ['tls-server-name', 'insecure-skip-tls-verify', 'proxy-url', 'disable-compression'] as const;
  const rest = kept.flatMap((key) => (fields[key] ? [[key, fields[key]] as const] : []));
  return { server: fields.server ?? '', ...Object.fromEntries(rest), config };
}
