import type { Login } from '../discovery/target.js';
import type { Clock } from '../net/clock.js';
import { clusterName } from '../net/cluster-name.js';
import type { Deadline } from '../net/deadline.js';
import {
  type HttpAnswer,
  type HttpConnection,
  httpConnection,
  type HttpFailure,
  readBytes,
} from '../net/http-connection.js';
import type { Chain } from '../x509/certificate.js';
import type { ChainVerdict } from '../x509/go-verdicts.js';
import type { Endpoint } from './endpoint.js';
import type { Accepts, Handshake } from './handshake.js';
import type { ShakeIn } from './probe-chain.js';
import { parseGitVersion, parseHealthChecks, readStartTime } from './http-answers.js';
import { type Reason, reasonOf } from './reason.js';
import type { HttpEvidence } from './report.js';

export interface HttpResult {
  readonly evidence: HttpEvidence;
  readonly reason: Reason | undefined;
  /** Whether there were more health checks than the limit. */
  readonly healthCut: boolean;
}

export interface HttpProbe {
  readonly endpoint: Endpoint;
  /** The serving handshake, whose connection the requests use. */
  readonly serving: Handshake;
  readonly chain: Chain;
  /** What a client with the target's CA decides of the chain. */
  readonly verdict: ChainVerdict;
  /** Makes a further handshake, with the login's client certificate, if it reaches the server that was judged. */
  readonly shakeIn: ShakeIn;
  /** The start time of the process, where an earlier probe has read it. */
  readonly knownStart: Promise<number | undefined>;
  readonly clock: Clock;
  readonly deadline: Deadline;
}

/** The answers to /version and /livez have a few kilobytes. */
const maxTextBytes = 256 * 1024;

/**
 * Asks over HTTP for the version, the state of the health checks and, with a login, the start time. 401 and 403 mean that we lack the
 * permission, which is not a failure.
 */
export async function probeHttp(probe: HttpProbe): Promise<HttpResult> {
  const { endpoint, clock, deadline, chain } = probe;
  const login = loginFor(endpoint, probe.verdict);
  const isSame: Accepts = ([leaf]) => leaf !== undefined && Buffer.compare(leaf, chain[0].der) === 0;
  const shown =
    login?.clientContext && (await probe.shakeIn(endpoint.serverName, login.clientContext, { accepts: isSame }));
  const connection = httpConnection((shown?.ok ? shown : probe.serving).socket, {
    host: endpoint.serverName ?? endpoint.address,
    headers: headers(login),
    clock,
    deadline,
  });
  try {
    return await ask(connection, login, probe.knownStart);
  } finally {
    if (shown?.ok) await shown.close();
  }
}

async function ask(
  connection: HttpConnection,
  login: Login | undefined,
  knownStart: Promise<number | undefined>,
): Promise<HttpResult> {
  const nothing: HttpEvidence = { gitVersion: undefined, health: [], startedAt: undefined };
  const version = await connection.get('/version', readBytes(maxTextBytes));
  const gitVersion = textOf(version, [200], (text) => parseGitVersion(withoutToken(text, login)));
  if (!version.ok) return { evidence: nothing, reason: reasonOfFailure(version.failure), healthCut: false };

  const livez = await connection.get('/livez?verbose', readBytes(maxTextBytes));
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
  /** Why no answer came. An answer without it, whatever its status, is not a failure. */
  readonly reason?: Reason;
}

/** /metrics/slis is small where it has the sample (Kubernetes 1.26 and later). */
async function askForStart(connection: HttpConnection): Promise<StartTime> {
  for (const path of ['/metrics/slis', '/metrics']) {
    const answer = await connection.get(path, readStartTime());
    if (!answer.ok) return { startedAt: undefined, reason: reasonOfFailure(answer.failure) };
    if (answer.body !== undefined) return { startedAt: answer.body };
  }
  return { startedAt: undefined };
}

/**
 * Returns the target's login if the endpoint has proved that it may receive it: a client with the target's CA accepts it under one of the
 * target's names, or under the one by which every pod knows it.
 */
function loginFor({ target, names }: Endpoint, { under }: ChainVerdict): Login | undefined {
  if (target.login === undefined || target.ca === undefined) return undefined;
  const expected = [...names.map(({ host }) => host.text), clusterName];
  return expected.some((name) => under(name)?.accepted) ? target.login : undefined;
}

function headers(login: Login | undefined): Readonly<Record<string, string>> {
  return {
    Accept: 'application/json, text/plain',
    'User-Agent': 'apiserver-cert-exporter',
    ...(login?.token && { Authorization: `Bearer ${login.token.reveal()}` }),
  };
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

/** Statuses that mean that we lack the permission, or that this server does not have the page. */
const fine: ReadonlySet<number> = new Set([401, 403, 404]);

function reasonIn(answer: HttpAnswer<unknown>, parsed: unknown): Reason | undefined {
  if (!answer.ok) return reasonOfFailure(answer.failure);
  if (parsed !== undefined || fine.has(answer.status)) return undefined;
  return answer.status === 200 ? 'http_malformed' : 'http_status';
}

/** An error that is not a known connection error is a fault in the answer. */
function reasonOfFailure(failure: HttpFailure): Reason {
  switch (failure.kind) {
    case 'timeout':
      return 'http_timeout';
    case 'closed':
      return 'closed';
    case 'malformed':
      return 'http_malformed';
    case 'broken': {
      const reason = reasonOf(failure.error);
      return reason === 'internal' ? 'http_malformed' : reason;
    }
  }
}
