import { createSecureContext, type SecureContext } from 'node:tls';
import { joinHostPort } from '../config/address.js';
import type { Decode } from '../x509/decoded.js';
import { toPem } from '../x509/to-pem.js';
import { type ApiAnswer, failedAnswer, judgeAnswer } from './api-answer.js';
import { ciphers } from './ciphers.js';
import { type ClusterAccess, mayLogIn } from './cluster-access.js';
import type { Credentials } from './credentials.js';
import { httpGet } from './http-get.js';
import { withTimeLimit } from './time-limit.js';
import { connectVerified } from './verified-connection.js';

export interface ApiClientOptions {
  readonly access: ClusterAccess;
  readonly credentials: Credentials;
  /** Seconds for each request, from the first packet to the last byte. */
  readonly timeout: number;
  /** `apiserver-cert-exporter/VERSION`. */
  readonly userAgent: string;
  readonly decode: Decode;
  /** Of an answer's body; 8 MiB when left out. */
  readonly maxBytes?: number;
}

export interface ApiClient {
  readonly access: ClusterAccess;
  /**
   * GETs a path and reads JSON. Never rejects. Each request has a connection of its own, and a second one where that breaks: behind a load
   * balancer, it leads to another API server. Aborting `signal` is one more deadline.
   */
  readonly get: (path: string, signal?: AbortSignal) => Promise<ApiAnswer>;
}

/**
 * A client for the few GETs of discovery. The server is verified before a token is sent, always; redirects are not followed; no error
 * holds a credential. Made anew for each round of discovery, so that credentials are never old.
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { access, credentials, timeout } = options;
  const { server } = access;
  const secureContext = createContext(access, credentials);
  return {
    access,
    get: async (path, signal) => {
      if (secureContext === undefined) {
        return failedAnswer(server, 'credentials', unusable);
      }
      const answer = await withTimeLimit(timeout * 1000, signal, (limit) =>
        askTwice(options, secureContext, path, limit),
      );
      return answer === 'late' ? failedAnswer(server, 'timeout', `no whole answer within ${timeout} s`) : answer;
    },
  };
}

const unusable = 'the client certificate and its key cannot be used, or do not belong together';

function createContext(access: ClusterAccess, { ca, clientCertificate }: Credentials): SecureContext | undefined {
  try {
    return createSecureContext({
      ...(ca === undefined ? {} : { ca: ca.map(toPem), allowPartialTrustChain: true }),
      ...(clientCertificate !== undefined && mayLogIn(access)
        ? { cert: clientCertificate.certificate, key: clientCertificate.key.reveal() }
        : {}),
      minVersion: 'TLSv1.2',
      ciphers,
    });
  } catch {
    return undefined;
  }
}

async function askTwice(...[options, context, path, signal]: Parameters<typeof ask>): Promise<ApiAnswer> {
  const answer = await ask(options, context, path, signal);
  const broken = !answer.ok && answer.failure.kind === 'unreachable';
  return broken && !signal.aborted ? await ask(options, context, path, signal) : answer;
}

async function ask(
  { access, credentials, userAgent, decode, maxBytes = 8 * 1024 * 1024 }: ApiClientOptions,
  secureContext: SecureContext,
  path: string,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const { server } = access;
  const connection = await connectVerified({ access, secureContext, decode, signal });
  if (!connection.ok) return failedAnswer(server, connection.kind, connection.message, connection.code);
  const token = mayLogIn(access) ? credentials.token?.reveal() : undefined;
  const answer = await httpGet({
    socket: connection.socket,
    path: `${server.path}${path}`,
    headers: {
      Host: joinHostPort(server.host.text, server.port),
      Accept: 'application/json',
      'User-Agent': userAgent,
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    maxBytes,
  });
  return judgeAnswer(answer, { access, token, verifiedAs: connection.verifiedAs });
}
