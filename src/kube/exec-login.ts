import { type Problem, quote, quoteUpTo } from '../document/problem.js';
import type { Clock } from '../net/clock.js';
import type { ProgramOutcome, RunProgram } from '../process/run-program.js';
import { type ExecCredential, readExecCredential } from './exec-credential.js';
import type { ExecPlugin } from './cluster-access.js';
import type { Environment } from './in-cluster.js';

export type ExecLogin =
  | ({ readonly ok: true } & ExecCredential)
  /** The message shows nothing that the plugin printed. */
  | { readonly ok: false; readonly problem: Problem };

export interface ExecDependencies {
  readonly run: RunProgram;
  /** Returns the path of a program on the PATH. */
  readonly find: (command: string, path: string | undefined) => Promise<string | undefined>;
  readonly env: Environment;
  readonly clock: Clock;
}

/** How long, and how often, plugins may run. In seconds. */
export interface ExecLimits {
  readonly timeout: number;
  readonly interval: number;
}

/** Certificates and tokens are far smaller. */
const maxBytes = 1024 * 1024;

/** Characters of the hint that are shown. */
const longestHint = 300;

/** The part of the timeout that a plugin may take. So there is time left to say so, and the target is found without its login. */
const share = 0.8;

/** Gives the login of a plugin. `ca`: the PEM text of the cluster's CA, which a plugin may want to know. Never rejects. */
export type GetExecLogin = (plugin: ExecPlugin, ca: Uint8Array | undefined) => Promise<ExecLogin>;

interface Run {
  readonly key: string;
  /** Monotonic milliseconds. */
  readonly startedAt: number;
  readonly login: Promise<ExecLogin>;
}

/**
 * Creates a function that runs the plugin of one source when its login is needed, as client-go does: again only once its login has expired.
 * A plugin that does not say when, that fails, or whose login is very short runs at most once in `interval` seconds. Callers that come
 * while it runs share its answer. Another plugin, or another setting of it, runs at once.
 */
export function createExecLogin(dependencies: ExecDependencies, limits: ExecLimits): GetExecLogin {
  const { clock } = dependencies;
  let last: Run | undefined;
  const isDue = async ({ startedAt, login }: Run): Promise<boolean> => {
    const known = await login;
    const holds = known.ok && known.expires !== undefined && known.expires > clock.now();
    return !holds && clock.monotonic() - startedAt >= limits.interval * 1000;
  };
  return async (plugin, ca) => {
    const key = JSON.stringify([plugin, ca && Buffer.from(ca).toString('base64')]);
    const before = last;
    const due = before?.key !== key || (await isDue(before));
    // Another caller may have started it meanwhile.
    if (due && last === before) {
      last = { key, startedAt: clock.monotonic(), login: runPlugin(plugin, ca, dependencies, limits) };
    }
    const login = await (last as Run).login;
    return login.ok && login.expires !== undefined && login.expires <= clock.now()
      ? expired(plugin, login.expires)
      : login;
  };
}

async function runPlugin(
  plugin: ExecPlugin,
  ca: Uint8Array | undefined,
  { run, find, env, clock }: ExecDependencies,
  { timeout }: ExecLimits,
): Promise<ExecLogin> {
  const limit = timeout * share;
  const deadline = clock.monotonic() + limit * 1000;
  const file = await find(plugin.command, env['PATH']);
  if (file === undefined) return failed(plugin, `is not on the PATH${hint(plugin)}`);
  // On a busy host, it takes a while to get here.
  const timeoutMs = Math.max(1, deadline - clock.monotonic());
  const outcome = await run({ file, args: plugin.args, env: environment(plugin, ca, env), timeoutMs, maxBytes });
  if (outcome.kind !== 'exited' || outcome.code !== 0) return failed(plugin, explain(outcome, limit, plugin));
  const credential = readExecCredential(outcome.stdout, plugin.apiVersion);
  return typeof credential === 'string' ? failed(plugin, `gave no login: ${credential}`) : { ok: true, ...credential };
}

/** What client-go gives a plugin: its own environment, the variables of the kubeconfig, and the request. */
function environment(plugin: ExecPlugin, ca: Uint8Array | undefined, env: Environment): Environment {
  const { apiVersion, cluster } = plugin;
  const data = ca === undefined ? {} : { 'certificate-authority-data': Buffer.from(ca).toString('base64') };
  const spec = { ...(cluster === undefined ? {} : { cluster: { ...cluster, ...data } }), interactive: false };
  return {
    ...env,
    ...Object.fromEntries(plugin.env.map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify({ kind: 'ExecCredential', apiVersion, spec }),
  };
}

function explain(outcome: ProgramOutcome, limit: number, plugin: ExecPlugin): string {
  switch (outcome.kind) {
    case 'timeout':
      return `did not end within ${limit} s and was killed: does it wait for a login in a browser? A longer timeout of the target gives it more time`;
    case 'flood':
      return `printed more than ${maxBytes} bytes and was killed`;
    case 'not_started':
      return `cannot be started (${outcome.code})${hint(plugin)}`;
    case 'exited':
      return outcome.code === null
        ? 'was ended by a signal'
        : `failed with exit code ${outcome.code}; run it by hand to see why, since what it prints may have secrets and is not shown here`;
  }
}

function hint({ installHint }: ExecPlugin): string {
  return installHint === '' ? '' : `; the kubeconfig says: ${quoteUpTo(longestHint, installHint)}`;
}

function failed({ command, origin }: ExecPlugin, message: string): ExecLogin {
  return { ok: false, problem: { ...origin, message: `the exec plugin ${quote(command)} ${message}` } };
}

function expired(plugin: ExecPlugin, at: number): ExecLogin {
  return failed(plugin, `gave a login that expired at ${new Date(at * 1000).toISOString()}`);
}
