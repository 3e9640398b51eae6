import type { SecureContext } from 'node:tls';
import { jsonBounds } from '../bounds/bounded-json.js';
import { clusterName } from '../net/cluster-name.js';
import { type Deadline, deadlineIn, within } from '../net/deadline.js';
import { hostHeader } from '../net/host-header.js';
import { httpConnection, readBytes } from '../net/http-connection.js';
import { tlsContext } from '../net/tls-context.js';
import { type ApiAnswer, failedAnswer, judgeAnswer } from './api-answer.js';
import { type ClusterAccess, hasUsableLogin } from './cluster-access.js';
import type { Credentials } from './credentials.js';
import type { FirstContact } from './server-name-to-send.js';
import { connectVerified } from './verified-connection.js';

/** How the server is reached, and as whom. Each request has a deadline of its own. */
export interface ApiClientOptions extends Omit<FirstContact, 'deadline'> {
  readonly credentials: Credentials;
  /** Seconds for each request, from the first packet to the last byte. */
  readonly timeout: number;
  /** `apiserver-cert-exporter/VERSION`. */
  readonly userAgent: string;
  /** The maximum size of an answer's body; 4 MiB when left out. */
  readonly maxBytes?: number;
}

export interface ApiClient {
  readonly access: ClusterAccess;
  /**
   * GETs a path and reads JSON. Never rejects. Each request uses its own connection. If that connection breaks, the request is made once
   * more on a new one: behind a load balancer, that leads to another API server. `accept`: the media type of the answer, of JSON.
   */
  readonly get: (path: string, accept?: string) => Promise<ApiAnswer>;
}

/**
 * Makes a client for the few GETs of discovery. It always verifies the server before it sends a credential. It does not follow redirects, and
 * its errors never contain a credential. Callers make a new one for each round of discovery, so that credentials are never old.
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { access, credentials, timeout, clock } = options;
  const { server } = access;
  const secureContext = createContext(access, credentials);
  return {
    access,
    get: async (path, accept = 'application/json') => {
      if (secureContext === undefined) return failedAnswer(server, 'credentials', unusable);
      const deadline = deadlineIn(timeout, clock);
      const answer = await within(
        deadline,
        clock,
        askTwice(options, { secureContext, path, accept, deadline }),
        undefined,
      );
      return answer ?? failedAnswer(server, 'timeout', `no whole answer within ${timeout} s`);
    },
  };
}

const unusable = 'the client certificate and its key cannot be used, or do not belong together';

const unnamed = 'it is a listener that adds the names of requests to its certificate, and has none that could be sent';

function createContext(access: ClusterAccess, { clientCertificate }: Credentials): SecureContext | undefined {
  try {
    return tlsContext(hasUsableLogin(access) ? clientCertificate : undefined);
  } catch {
    return undefined;
  }
}

interface Ask {
  readonly secureContext: SecureContext;
  readonly path: string;
  readonly accept: string;
  readonly deadline: Deadline;
}

/** Sends the request, and sends it once more if the connection breaks. Returns undefined if the deadline came first. */
async function askTwice(options: ApiClientOptions, request: Ask): Promise<ApiAnswer | undefined> {
  const isLate = (): boolean => options.clock.monotonic() >= request.deadline;
  const answer = await ask(options, request);
  const broken = !answer.ok && answer.failure.kind === 'unreachable';
  const last = broken && !isLate() ? await ask(options, request) : answer;
  return !last.ok && isLate() ? undefined : last;
}

async function ask(options: ApiClientOptions, { secureContext, path, accept, deadline }: Ask): Promise<ApiAnswer> {
  const { access, credentials, clock, userAgent, maxBytes = jsonBounds.maxBytes } = options;
  const { server } = access;
  const connection = await connectVerified({ ...options, ca: credentials.ca, secureContext, deadline });
  if (!connection.ok) return failedAnswer(server, connection.kind, connection.message, connection.code);
  const { socket, verifiedAs, leaf } = connection;
  const close = (): void => void socket.end(() => socket.destroy());
  const others = [verifiedAs, clusterName].filter((name) => name !== undefined);
  const host = hostHeader({ own: server.host, port: server.port, others, leaf });
  if (host === undefined) {
    close();
    return failedAnswer(server, 'wrong_name', unnamed);
  }
  const token = hasUsableLogin(access) ? credentials.token?.reveal() : undefined;
  const headers = {
    Accept: accept,
    Connection: 'close',
    'User-Agent': userAgent,
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  const answer = await httpConnection(socket, { host, headers, clock, deadline }).get(
    `${server.path}${path}`,
    readBytes(maxBytes),
  );
  close();
  return judgeAnswer(answer, { access, token, verifiedAs });
}
