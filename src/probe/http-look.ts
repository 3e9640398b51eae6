import type { Endpoint, Login } from '../discovery/target.js';
import type { Chain } from '../x509/certificate.js';
import { covers } from '../x509/covers.js';
import type { Clock } from './clock.js';
import type { Deadline } from './deadline.js';
import { parseGitVersion } from './git-version.js';
import type { FailedHandshake, Handshake, ShakeIn } from './handshake.js';
import { parseHealthChecks } from './health-checks.js';
import { type HttpAnswer, type HttpConnection, httpConnection } from './http-connection.js';
import { readText } from './read-body.js';
import type { Reason } from './reason.js';
import type { HttpEvidence } from './report.js';
import { readStartTime } from './start-time-metric.js';

export interface HttpLook {
  readonly evidence: HttpEvidence;
  readonly reason: Reason | undefined;
  /** There were more health checks than are shown. */
  readonly healthCut: boolean;
}

export interface HttpLookRequest {
  readonly endpoint: Endpoint;
  /** The serving handshake, on whose own connection is asked. */
  readonly serving: Handshake;
  readonly chain: Chain;
  /** For a further handshake, that shows the login's client certificate. */
  readonly shakeIn: ShakeIn;
  /** The start time of the process where it is known from an earlier look. */
  readonly knownStart: Promise<number | undefined>;
  readonly clock: Clock;
  readonly deadline: Deadline;
}

/** Every pod knows its API server by this name. No public authority may issue it, and only the API server has it from the cluster's. */
const clusterName = 'kubernetes.default.svc';

/** Answers to /version and /livez have a few kilobytes at most. */
const maxTextBytes = 256 * 1024;

/**
 * What can be asked over HTTP: the version, the state of the health checks, and with a login the start time. 401 and 403 say that we may
 * not know, and are no failures.
 */
export async function lookOverHttp(look: HttpLookRequest): Promise<HttpLook> {
  const { endpoint, clock, deadline, chain } = look;
  const login = mayLogIn(endpoint, look.serving, chain) ? endpoint.target.login : undefined;
  const shown = login?.clientContext && (await look.shakeIn(endpoint.serverName, login.clientContext));
  const connection = httpConnection((isSame(shown, chain) ? shown : look.serving).socket, {
    host: endpoint.serverName ?? endpoint.address,
    headers: headers(login),
    clock,
    deadline,
  });
  try {
    return await ask(connection, login, look.knownStart);
  } finally {
    if (shown?.ok) await shown.close();
  }
}

/** Whether the further handshake was with the server that was judged. */
function isSame(shown: Handshake | FailedHandshake | undefined, [leaf]: Chain): shown is Handshake {
  return (
    shown?.ok === true && shown.certificates[0] !== undefined && Buffer.compare(shown.certificates[0], leaf.der) === 0
  );
}

async function ask(
  connection: HttpConnection,
  login: Login | undefined,
  knownStart: Promise<number | undefined>,
): Promise<HttpLook> {
  const nothing: HttpEvidence = { gitVersion: undefined, health: [], startedAt: undefined };
  const version = await connection.get('/version', readText(maxTextBytes));
  const gitVersion = textOf(version, [200], (text) => parseGitVersion(withoutToken(text, login)));
  if (!version.ok) return { evidence: nothing, reason: version.reason, healthCut: false };

  const livez = await connection.get('/livez?verbose', readText(maxTextBytes));
  // A failing answer is always verbose (k8s.io/apiserver/pkg/server/healthz).
  const health = textOf(livez, [200, 500], (text) => parseHealthChecks(withoutToken(text, login)));
  const reason = reasonIn(version, gitVersion) ?? reasonIn(livez, health);
  const seen = { ...nothing, gitVersion, health: health?.checks ?? [] };
  const healthCut = health?.cut ?? false;
  if (!livez.ok) return { evidence: seen, reason, healthCut };

  const known = await knownStart;
  const start = known === undefined && login ? await askForStart(connection) : { startedAt: known };
  return { evidence: { ...seen, startedAt: start.startedAt }, reason: reason ?? start.reason, healthCut };
}

interface StartTime {
  readonly startedAt: number | undefined;
  /** Why it was not told to the end; undefined also where it is not there, or we may not know. */
  readonly reason?: Reason;
}

/** /metrics/slis is small where it has the sample (Kubernetes 1.26 and later). */
async function askForStart(connection: HttpConnection): Promise<StartTime> {
  for (const path of ['/metrics/slis', '/metrics']) {
    const answer = await connection.get(path, readStartTime());
    if (!answer.ok) return { startedAt: undefined, reason: answer.reason };
    if (answer.body !== undefined) return { startedAt: answer.body };
  }
  return { startedAt: undefined };
}

/**
 * A login goes only to a server that the target's CA vouches for, dates included, under a name of the target's, or under the cluster's own:
 * an instance whose certificate forgot its address is just what is to be reported on.
 */
function mayLogIn({ target, names }: Endpoint, { verdict }: Handshake, [leaf]: Chain): boolean {
  if (target.login === undefined || target.ca === undefined || verdict !== undefined) return false;
  return [...names.map(({ host }) => host.text), clusterName].some((name) => covers(leaf, name));
}

function headers(login: Login | undefined): Readonly<Record<string, string>> {
  return {
    Accept: 'application/json, text/plain',
    'User-Agent': 'apiserver-cert-exporter',
    ...(login?.token && { Authorization: `Bearer ${login.token.reveal()}` }),
  };
}

/** What becomes a label must not bring the token there, whatever the server says back. */
function withoutToken(text: string, login: Login | undefined): string {
  return login?.token === undefined ? text : text.replaceAll(login.token.reveal(), '[redacted]');
}

function textOf<T>(
  answer: HttpAnswer<string | undefined>,
  statuses: readonly number[],
  parse: (text: string) => T | undefined,
): T | undefined {
  return answer.ok && statuses.includes(answer.status) && answer.body !== undefined ? parse(answer.body) : undefined;
}

/** Statuses that say that we may not know, or that this server does not have it. */
const fine: ReadonlySet<number> = new Set([401, 403, 404]);

function reasonIn(answer: HttpAnswer<unknown>, parsed: unknown): Reason | undefined {
  if (!answer.ok) return answer.reason;
  if (parsed !== undefined || fine.has(answer.status)) return undefined;
  return answer.status === 200 ? 'http_malformed' : 'http_status';
}
