import type { Login } from '../discovery/target.js';
import type { Clock } from '../net/clock.js';
import { clusterName } from '../net/cluster-name.js';
import type { Deadline } from '../net/deadline.js';
import { hostHeader } from '../net/host-header.js';
import { httpConnection } from '../net/http-connection.js';
import type { Chain, Decode } from '../x509/certificate.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import type { HostName } from '../x509/host-name.js';
import { askHttp, type HttpResult, type KnownProcess, noEvidence } from './ask-http.js';
import type { Endpoint } from './endpoint.js';
import type { Accepts, Handshake } from './handshake.js';
import { createHttpPaths } from './http-paths.js';
import { decodeChain, type JudgeServed, type ShakeIn } from './probe-chain.js';
import { noRefusals, type RefusedPaths } from './refused-paths.js';

export interface HttpProbe {
  readonly endpoint: Endpoint;
  /** The serving handshake, whose connection the requests use. */
  readonly serving: Handshake;
  /** The SNI of that handshake; undefined: none was sent. */
  readonly serverName: string | undefined;
  readonly chain: Chain;
  /** What a client with the target's CA decides of what was served. */
  readonly judge: JudgeServed;
  readonly decode: Decode;
  /** Makes a further handshake, with the login's client certificate, if it reaches a server that may get it. */
  readonly shakeIn: ShakeIn;
  /** The fingerprint of the process's loopback certificate; undefined: not known. */
  readonly process: Promise<string | undefined>;
  readonly known: KnownProcess;
  readonly refusedPaths: RefusedPaths;
  readonly clock: Clock;
  readonly deadline: Deadline;
}

/**
 * Asks over HTTP for the version, the state of the health checks and, with a login, the start time. 401 and 403 mean that we lack the
 * permission, which is not a failure; such a path is asked for again after ten minutes.
 */
export async function probeHttp(probe: HttpProbe): Promise<HttpResult> {
  const { endpoint, chain, refusedPaths, process, clock } = probe;
  const host = hostHeader({
    own: ownName(endpoint),
    port: endpoint.port,
    others: endpoint.names.map((name) => name.host.text),
    leaf: chain[0],
  });
  if (host === undefined) return { evidence: noEvidence, fault: undefined, healthCut: false };

  const login = loginAt(probe.serving.certificates, probe);
  const asker = { target: endpoint.target.name, address: `${endpoint.address}${endpoint.path}`, login };
  const now = clock.monotonic();
  const known = refusedPaths.has(asker) ? refusedPaths.get({ ...asker, process: await process }, now) : noRefusals;
  const channel = createChannel(probe, login);
  const open = async () => {
    const { socket } = await channel.open();
    return httpConnection(socket, { host, headers: headers(login), clock, deadline: probe.deadline });
  };
  const paths = createHttpPaths(open, { known, prefix: endpoint.path });
  try {
    return await askHttp(paths, login, probe.known);
  } finally {
    await channel.close();
    // What was refused without the login's certificate says nothing of the login.
    if (channel.hasLogin()) refusedPaths.learn({ ...asker, process: await process }, paths.learned(), now);
  }
}

function ownName({ serverName, ip }: Endpoint): HostName {
  return serverName === undefined ? { kind: 'ip', text: ip } : { kind: 'dns', text: serverName };
}

/** The connection that the requests use: that of the serving handshake or, with a client certificate, one of their own. */
interface Channel {
  readonly open: () => Promise<Handshake>;
  readonly close: () => Promise<unknown>;
  /** Whether all of the login reaches the server. */
  readonly hasLogin: () => boolean;
}

function createChannel(probe: HttpProbe, login: Login | undefined): Channel {
  const { shakeIn, serverName, serving } = probe;
  const context = login?.clientContext;
  let own: Handshake | undefined;
  return {
    open: async () => {
      const shown = context && (await shakeIn(serverName, context, { accepts: mayGetLogin(probe) }));
      if (shown?.ok) own = shown;
      return own ?? serving;
    },
    close: async () => await own?.close(),
    hasLogin: () => context === undefined || own !== undefined,
  };
}

/**
 * Behind a load balancer, another server may answer than that of the serving handshake. It gets the login if it proves the same: to break a
 * handshake off is an error that kube-apiserver counts. A listener of the library dynamiclistener may not have the name in our requests.
 */
function mayGetLogin(probe: HttpProbe): Accepts {
  const { chain, decode } = probe;
  return (served) => {
    const leaf = decodeChain(served.slice(0, 1), decode).chain?.[0];
    if (leaf?.fingerprintSha256 === chain[0].fingerprintSha256) return true;
    return leaf !== undefined && !isDynamicListener(leaf) && loginAt(served, probe) !== undefined;
  };
}

/**
 * Returns the target's login if the endpoint has proved that it may receive it: a client with the target's CA accepts it under one of the
 * target's names, or under the one by which every pod knows it.
 */
function loginAt(served: readonly Uint8Array[], { endpoint, judge, decode }: HttpProbe): Login | undefined {
  const { target, names } = endpoint;
  if (target.login === undefined || target.ca === undefined) return undefined;
  const { under } = judge(decodeChain(served, decode));
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
