import type { Login } from '../discovery/target.js';
import type { Clock } from '../net/clock.js';
import { clusterName } from '../net/cluster-name.js';
import type { Deadline } from '../net/deadline.js';
import { hostHeader } from '../net/host-header.js';
import { httpConnection } from '../net/http-connection.js';
import type { Chain } from '../x509/certificate.js';
import type { ChainVerdict } from '../x509/go-verdicts.js';
import type { HostName } from '../x509/host-name.js';
import { askHttp, type HttpResult, noEvidence } from './ask-http.js';
import type { Endpoint } from './endpoint.js';
import type { Accepts, Handshake } from './handshake.js';
import { createHttpPaths } from './http-paths.js';
import type { ShakeIn } from './probe-chain.js';
import { noRefusals, type RefusedPaths } from './refused-paths.js';

export interface HttpProbe {
  readonly endpoint: Endpoint;
  /** The serving handshake, whose connection the requests use. */
  readonly serving: Handshake;
  /** The SNI of that handshake; undefined: none was sent. */
  readonly serverName: string | undefined;
  readonly chain: Chain;
  /** What a client with the target's CA decides of the chain. */
  readonly verdict: ChainVerdict;
  /** Makes a further handshake, with the login's client certificate, if it reaches the server that was judged. */
  readonly shakeIn: ShakeIn;
  /** The fingerprint of the process's loopback certificate; undefined: not known. */
  readonly process: Promise<string | undefined>;
  /** The start time of the process, where an earlier probe has read it. */
  readonly knownStart: Promise<number | undefined>;
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

  const login = loginFor(endpoint, probe.verdict);
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
    return await askHttp(paths, login, probe.knownStart);
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

function createChannel({ shakeIn, serverName, chain, serving }: HttpProbe, login: Login | undefined): Channel {
  const context = login?.clientContext;
  const isSame: Accepts = ([leaf]) => leaf !== undefined && Buffer.compare(leaf, chain[0].der) === 0;
  let own: Handshake | undefined;
  return {
    open: async () => {
      const shown = context && (await shakeIn(serverName, context, { accepts: isSame }));
      if (shown?.ok) own = shown;
      return own ?? serving;
    },
    close: async () => await own?.close(),
    hasLogin: () => context === undefined || own !== undefined,
  };
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
