import type { Login } from '../discovery/target.js';
import type { HttpAnswer } from '../net/http-answer.js';
import { readBytes } from '../net/http-connection.js';
import {
  type HealthChecks,
  type HttpEvidence,
  parseGitVersion,
  parseHealthChecks,
  readStartTime,
} from './http-answers.js';
import { faultIn, type HttpFault } from './http-fault.js';
import type { HttpPaths } from './http-paths.js';
import type { ProcessFacts } from './process-memory.js';

export interface HttpResult {
  readonly evidence: HttpEvidence;
  readonly fault: HttpFault | undefined;
  /** Whether there were more health checks than the limit. */
  readonly healthCut: boolean;
}

/** The answers to /version, /livez and /healthz have a few kilobytes. */
const maxTextBytes = 256 * 1024;

export const noEvidence: HttpEvidence = {
  gitVersion: undefined,
  health: [],
  startedAt: undefined,
  clockSkew: undefined,
};

/** What earlier probes learned of the process that answers. */
export interface KnownProcess {
  /** Whether `facts` may have a version. */
  readonly hasVersion: boolean;
  /** Resolves when the process has shown itself in this probe. */
  readonly facts: Promise<ProcessFacts>;
}

/**
 * Asks for the state of the health checks and, where the process has not said them to an earlier probe, for the version and, with a login, for
 * the start time. It ends with the first request that has no answer.
 */
export async function askHttp(paths: HttpPaths, login: Login | undefined, known: KnownProcess): Promise<HttpResult> {
  const { version, livez } = known.hasVersion
    ? await askForHealthFirst(paths, login, known)
    : await askForVersionFirst(paths, login);
  if (!livez) return { evidence: noEvidence, fault: version.fault, healthCut: false };

  const health = healthIn(livez, login);
  const fault = version.fault ?? faultIn(livez, health);
  const start = livez.ok ? await startOf(paths, login, (await known.facts).startedAt) : { startedAt: undefined };
  return {
    evidence: {
      gitVersion: version.gitVersion,
      health: health?.checks ?? [],
      startedAt: start.startedAt,
      clockSkew: paths.clockSkew(),
    },
    fault: fault ?? start.fault,
    healthCut: health?.cut === true,
  };
}

interface Version {
  readonly gitVersion: string | undefined;
  readonly fault: HttpFault | undefined;
}

interface FirstAnswers {
  readonly version: Version;
  /** Undefined: not asked for, since the request before it had no answer. */
  readonly livez: HttpAnswer<Buffer | undefined> | undefined;
}

async function askForVersionFirst(paths: HttpPaths, login: Login | undefined): Promise<FirstAnswers> {
  const { isAnswered, ...version } = await askForVersion(paths, login);
  return { version, livez: isAnswered ? await askForHealth(paths) : undefined };
}

/**
 * A process that is known need not say its version again, if it gives the checks that only an API server has, or nothing at all. Any other
 * answer may be that of a front.
 */
async function askForHealthFirst(
  paths: HttpPaths,
  login: Login | undefined,
  { facts }: KnownProcess,
): Promise<FirstAnswers> {
  const livez = await askForHealth(paths);
  const { gitVersion } = await facts;
  const isFront = livez.ok && !healthIn(livez, login)?.checks.length;
  if (gitVersion !== undefined && !isFront) return { version: { gitVersion, fault: undefined }, livez };
  return { version: livez.ok ? await askForVersion(paths, login) : { gitVersion, fault: undefined }, livez };
}

async function askForVersion(
  paths: HttpPaths,
  login: Login | undefined,
): Promise<Version & { readonly isAnswered: boolean }> {
  const answer = await paths.get('/version', readBytes(maxTextBytes));
  const gitVersion = textOf(answer, [200], (text) => parseGitVersion(withoutToken(text, login)));
  return { gitVersion, fault: faultIn(answer, gitVersion), isAnswered: answer.ok };
}

/** A controller manager has /healthz alone, and so has an API server before Kubernetes 1.16. */
async function askForHealth(paths: HttpPaths): Promise<HttpAnswer<Buffer | undefined>> {
  const livez = await paths.get('/livez?verbose', readBytes(maxTextBytes));
  const isLacking = livez.ok && livez.status === 404;
  return isLacking ? await paths.get('/healthz?verbose', readBytes(maxTextBytes)) : livez;
}

/** A failing answer is always verbose (k8s.io/apiserver/pkg/server/healthz). One without checks is not that of an API server. */
function healthIn(livez: HttpAnswer<Buffer | undefined>, login: Login | undefined): HealthChecks | undefined {
  const health = textOf(livez, [200, 500], (text) => parseHealthChecks(withoutToken(text, login)));
  return livez.ok && livez.status === 500 && health?.checks.length === 0 ? undefined : health;
}

interface StartTime {
  readonly startedAt: number | undefined;
  /** Why no answer came. An answer without it, whatever its status, is not a failure. */
  readonly fault?: HttpFault | undefined;
}

/** Answers that have no start time now will have none soon. 429 and 5xx say nothing of that. */
const withoutStart: ReadonlySet<number> = new Set([200, 404]);

function startOf(
  paths: HttpPaths,
  login: Login | undefined,
  known: number | undefined,
): Promise<StartTime> | StartTime {
  return known === undefined && login ? askForStart(paths) : { startedAt: known };
}

/** /metrics/slis is small where it has the sample (Kubernetes 1.26 and later). */
async function askForStart(paths: HttpPaths): Promise<StartTime> {
  for (const path of ['/metrics/slis', '/metrics']) {
    const answer = await paths.get(
      path,
      readStartTime(),
      (status, start) => start === undefined && withoutStart.has(status),
    );
    if (!answer.ok) return { startedAt: undefined, fault: faultIn(answer, undefined) };
    if (answer.body !== undefined) return { startedAt: answer.body };
  }
  return { startedAt: undefined };
}

/** Keeps the token out of labels, whatever the server echoes. */
function withoutToken(text: string, login: Login | undefined): string {
  return login?.token === undefined ? text : text.replaceAll(login.token.reveal(), '[redacted]');
}

function textOf<T>(
  answer: HttpAnswer<Buffer | undefined>,
  statuses: readonly number[],
  parse: (text: string) => T | undefined,
): T | undefined {
  return answer.ok && statuses.includes(answer.status) && answer.body !== undefined
    ? parse(answer.body.toString())
    : undefined;
}
