import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, isIPv6, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, type SecureVersion } from 'node:tls';
import { type ApiserverHttp, apiserverListener, defaultHttp } from './apiserver-http.js';
import type { Identity } from './pki.js';
import { type Seen, watchServer } from './seen.js';

export interface ApiserverOptions {
  /** The IP on which it listens: 127.0.0.1 when left out. */
  readonly address?: string;
  /** The port: 0, which means any free one, when left out. */
  readonly port?: number;
  readonly serving: Identity;
  /**
   * Undefined: it behaves like a proxy that ends TLS. The SNI of the loopback certificate matches nothing and gets the serving certificate.
   */
  readonly loopback?: Identity | undefined;
  /**
   * `--tls-sni-cert-key`: further certificates by name, which may be `*.example.com`. Under the listener's own IP is the certificate for
   * clients that send no SNI.
   */
  readonly named?: Readonly<Record<string, Identity>>;
  /** `request`, as kube-apiserver does, when left out. */
  readonly clientCertificates?: 'request' | 'none' | 'require';
  /** PEM of the CA whose client certificates are accepted. */
  readonly clientCa?: string;
  /** TLSv1.2 when left out. */
  readonly minVersion?: SecureVersion;
  readonly maxVersion?: SecureVersion;
  /** The groups of the key exchange, as OpenSSL names them. Node's default when left out. */
  readonly groups?: string;
  readonly http?: Partial<ApiserverHttp>;
}

/** What can be replaced while it runs. */
export type ApiserverChange = Pick<ApiserverOptions, 'serving' | 'loopback' | 'named' | 'http'>;

export interface Apiserver {
  /** The IP. */
  readonly address: string;
  readonly port: number;
  /** IP:port, an IPv6 address in brackets. */
  readonly endpoint: string;
  readonly seen: Seen;
  /** Connections made from now on see the change; keys that are left out stay as they are. */
  replace(change: Partial<ApiserverChange>): void;
  /** A new serving certificate, as when its files are renewed. */
  replaceServing(serving: Identity): void;
  /** What a restart of the process changes: its loopback certificate and its start time; open connections end. */
  restart(loopback: Identity, startedAt: number): void;
  /** Ends every connection; resolves when nothing is left. */
  close(): Promise<void>;
}

const loopbackServerName = 'apiserver-loopback-client';

/** Starts a TLS server that chooses its certificate as kube-apiserver does. */
export async function startApiserver(options: ApiserverOptions): Promise<Apiserver> {
  const { address = '127.0.0.1' } = options;
  const seen = {
    connections: 0,
    handshakes: 0,
    handshakeErrors: 0,
    connectionErrors: 0,
    sniSeen: [] as (string | undefined)[],
    mostWithoutSni: 0,
    requests: [] as string[],
  };
  const sockets = new Set<Socket>();
  let current: ApiserverOptions = options;
  let contexts = contextsOf(current);

  const server = createServer(
    {
      ...identityOptions(options, contexts.withoutSni),
      requestCert: options.clientCertificates !== 'none',
      rejectUnauthorized: options.clientCertificates === 'require',
      minVersion: options.minVersion ?? 'TLSv1.2',
      ...(options.maxVersion === undefined ? {} : { maxVersion: options.maxVersion }),
      ...(options.groups === undefined ? {} : { ecdhCurve: options.groups }),
      SNICallback: (name, choose) => {
        const sni = name.toLowerCase();
        seen.sniSeen.push(sni);
        choose(null, contexts.bySni(sni));
      },
    },
    apiserverListener(() => ({ ...defaultHttp, ...current.http, handshakeErrors: seen.handshakeErrors })),
  );
  watchServer(server, seen, sockets);
  server.listen(options.port ?? 0, address);
  await once(server, 'listening');

  const replace = (change: Partial<ApiserverChange>): void => {
    current = { ...current, ...change };
    contexts = contextsOf(current);
    server.setSecureContext(identityOptions(current, contexts.withoutSni));
  };
  const { port } = server.address() as AddressInfo;
  return {
    address,
    port,
    endpoint: isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`,
    seen,
    replace,
    replaceServing: (serving) => replace({ serving }),
    restart: (loopback, startedAt) => {
      replace({ loopback, http: { ...current.http, startedAt } });
      for (const socket of sockets) socket.destroy();
    },
    close: () => close(server, sockets),
  };
}

interface Contexts {
  readonly withoutSni: Identity;
  bySni(name: string): SecureContext;
}

/**
 * Chooses as Kubernetes does (k8s.io/apiserver/pkg/server/dynamiccertificates). With SNI: among the named certificates, exact before
 * wildcard, the loopback certificate being one of them; an SNI that matches nothing gets the serving certificate, not an alert. Without
 * SNI: by local IP among the named certificates, else the serving certificate.
 */
function contextsOf(options: ApiserverOptions): Contexts {
  const { address = '127.0.0.1', serving, loopback, named = {} } = options;
  const context = (identity: Identity): SecureContext => createSecureContext(identityOptions(options, identity));
  const byName = new Map(Object.entries(named).map(([name, identity]) => [name.toLowerCase(), context(identity)]));
  if (loopback !== undefined) byName.set(loopbackServerName, context(loopback));
  const unmatched = context(serving);
  return {
    withoutSni: named[address] ?? serving,
    bySni: (name) => byName.get(name) ?? byName.get(name.replace(/^[^.]+/, '*')) ?? unmatched,
  };
}

function identityOptions(
  { clientCa }: ApiserverOptions,
  { cert, key }: Identity,
): { cert: string; key: string; ca?: string } {
  return clientCa === undefined ? { cert, key } : { cert, key, ca: clientCa };
}

async function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) socket.destroy();
  await closed;
}
