import { basename } from 'node:path';

/** How the program was called: its arguments, how its help names it, and what is wrong with a flag of kubectl's. */
export interface Call {
  readonly argv: readonly string[];
  readonly help: (text: string) => string;
  readonly refusal: string | undefined;
}

/** kubectl runs a file of this name for `kubectl apiserver-certs`. */
const pluginFile = 'kubectl-apiserver_certs';

const pluginCommand = 'kubectl apiserver-certs';

const unsupported = [
  '--as --as-group --as-uid --as-user-extra --cache-dir --certificate-authority --client-certificate --client-key',
  '--disable-compression --kuberc --log-flush-frequency --match-server-version --password --profile --profile-output',
  '--token --username --v -v --vmodule --warnings-as-errors',
].flatMap((flags) => flags.split(' '));

/** kubectl's global flags that mean nothing here, and what does the same. */
const insteadOf: ReadonlyMap<string, string> = new Map([
  ['--server', 'name the endpoint as an argument, such as api.example.com:6443'],
  ['-s', 'name the endpoint as an argument, such as api.example.com:6443'],
  ['--request-timeout', 'use --timeout, in seconds'],
  ['-o', 'use --output'],
  ['--cluster', 'use --context'],
  ['--user', 'use --context'],
  ['--namespace', 'API servers have no namespace'],
  ['-n', 'API servers have no namespace'],
  ['--tls-server-name', 'use --name for each name that the certificates must cover'],
  ['--insecure-skip-tls-verify', 'leave it out: certificates are shown whether they are valid or not'],
  ...unsupported.map((flag) => [flag, 'of the global flags, only --kubeconfig and --context are supported'] as const),
]);

/**
 * Returns what a command line means. Under the name of a kubectl plugin, it is the command `check`. `argv` is that of the process: its second
 * entry is what was called, also for a link.
 */
export function calledAs(argv: readonly string[]): Call {
  const [node = '', script = '', ...given] = argv;
  if (basename(script) !== pluginFile) return { argv, help: (text) => text, refusal: undefined };
  return {
    argv: [node, script, ...(given[0] === '--version' ? [] : ['check']), ...given],
    help: (text) => text.replaceAll('apiserver-cert-exporter check', pluginCommand),
    refusal: refusalOf(given),
  };
}

function refusalOf(given: readonly string[]): string | undefined {
  const end = given.indexOf('--');
  const flags = given.slice(0, end < 0 ? undefined : end).map((argument) => argument.split('=', 1)[0] ?? '');
  const flag = flags.find((each) => insteadOf.has(each));
  return flag === undefined ? undefined : `error: ${pluginCommand} has no flag ${flag}: ${insteadOf.get(flag) ?? ''}`;
}
