import { readFileSync } from 'node:fs';
import { request } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The headers `Warning`, one a line, by which Kubernetes says that an API is deprecated or that a pod violates a standard. */
  readonly warning: string | undefined;
}

export interface Ask {
  /** Default: GET. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly json?: object;
}

/** Rejects when there is no answer within five seconds. */
export type HttpsClient = (url: string, ask?: Ask) => Promise<Answer>;

export interface ClientLogin {
  /** Reads the servers' CA. It is called for each request, since a CA may be rotated. Undefined: servers are not verified. */
  readonly ca: (() => Buffer) | undefined;
  /** The client's certificate and key. Without them, the client is anonymous. */
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/** Milliseconds for one request. */
const limit = 5_000;

/**
 * A client for API servers. It verifies that the CA has signed the server's certificate. It does not verify the name, because the
 * certificate intentionally lacks most of the addresses here. Each request uses its own connection.
 */
export function createHttpsClient({ ca, ...login }: ClientLogin): HttpsClient {
  const rejectUnauthorized = ca !== undefined;
  const options = { ...login, rejectUnauthorized, checkServerIdentity: () => undefined, agent: false } as const;
  return (url, { method = 'GET', json } = {}) =>
    new Promise((resolve, reject) => {
      const headers = json && { 'Content-Type': 'application/json' };
      request(url, { ...options, ca: ca?.(), method, headers, signal: AbortSignal.timeout(limit) }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const warning = response.headersDistinct['warning']?.join('\n');
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), warning });
        });
      })
        .on('error', reject)
        .end(json && JSON.stringify(json));
    });
}

/** The login that kubeadm embeds in a kubeconfig. */
export function kubeconfigLogin(file: string): Omit<ClientLogin, 'ca'> {
  const kubeconfig = readFileSync(file, 'utf8');
  const embedded = (key: string): Buffer => {
    const base64 = new RegExp(`^ *${key}: (\\S+)$`, 'm').exec(kubeconfig)?.[1];
    if (base64 === undefined) throw new Error(`${file}: no ${key}`);
    return Buffer.from(base64, 'base64');
  };
  return {
    cert: embedded('client-certificate-data'),
    key: embedded('client-key-data'),
  };
}
