import type { ExpectedName } from '../discovery/target.js';
import type { Clock } from '../net/clock.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { isAnswered, type NameMemory, type RememberedNames, type ShownThen } from './name-memory.js';
import { namesToAsk } from './names-to-ask.js';
import type { FurtherProbe, JudgeServed, ServedChain } from './probe-chain.js';
import type { Reason } from './reason.js';
import { type JudgedNames, judgeShownNames } from './judge-names.js';
import { probeFurtherSni, sniRefusal } from './sni-refusal.js';

export interface NamesProbe extends Omit<FurtherProbe, 'serving'> {
  /** What the serving handshake showed. */
  readonly serving: ServedChain;
  /** What other servers behind the address serve. */
  readonly others: readonly ServedChain[];
  readonly judge: JudgeServed;
  readonly memory: NameMemory;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Called once, with a function that returns the verdicts so far. */
  readonly onProgress?: (soFar: () => JudgedNames) => void;
}

export interface NamesResult {
  readonly judged: JudgedNames;
  /** Why a further handshake failed. The verdict on its name is missing then. */
  readonly reason: Reason | undefined;
  /** Whether any further handshake was made. */
  readonly asked: boolean;
}

/** So many handshakes of one endpoint run at once. */
const atOnce = 4;

/**
 * Judges each expected name by the certificate that a client sees when it dials that name. For an IP, that is the certificate of a
 * handshake without SNI. For a DNS name, it is the certificate of a handshake with the name as SNI, because servers may have certificates
 * by name (--tls-sni-cert-key, OpenShift's namedCertificates, proxies). What earlier probes were shown counts for ten minutes, unless
 * something has changed. Never sends a name to a listener like that of K3s, which would add it to its own certificate.
 */
export async function probeNames(probe: NamesProbe): Promise<NamesResult> {
  const { endpoint, serving } = probe;
  if (serving.served.length === 0) return { judged: noNames, reason: undefined, asked: false };
  const mayAsk = serving.chain === undefined || !isDynamicListener(serving.chain[0]);
  const own = endpoint.serverName ?? '';
  const nameOf = (expected: ExpectedName): string => (mayAsk ? sniOf(expected) : own);
  const wanted = [...new Set(endpoint.names.map(nameOf))].filter((name) => name !== own);
  const judged = (shown: ReadonlyMap<string, ShownThen>): JudgedNames =>
    judgeShownNames(
      endpoint.names.flatMap((expected) => {
        const name = nameOf(expected);
        const served = name === own ? serving : shown.get(name)?.served;
        return served === undefined ? [] : [{ expected, served }];
      }),
      probe,
    );
  const { shown, failed, asked } = await show(probe, wanted, (soFar) => probe.onProgress?.(() => judged(soFar)));
  return { judged: judged(shown), reason: failed, asked };
}

const noNames: JudgedNames = { verdicts: [], refused: [], foreign: [] };

/** RFC 6066 3: an IP address is not a server name. */
function sniOf({ host }: ExpectedName): string {
  return host.kind === 'dns' ? host.text : '';
}

interface Shown {
  readonly shown: ReadonlyMap<string, ShownThen>;
  readonly failed: Reason | undefined;
  readonly asked: boolean;
}

/**
 * Asks for the names whose turn it is. If one of them is shown another chain than before, all others are asked for, too. A name that was not
 * answered keeps its failure until it is answered.
 */
async function show(
  probe: NamesProbe,
  wanted: readonly string[],
  onProgress: (soFar: ReadonlyMap<string, ShownThen>) => void,
): Promise<Shown> {
  const { endpoint, serving, memory, clock } = probe;
  const key = JSON.stringify([endpoint.target.name, endpoint.address, endpoint.serverName ?? '']);
  const remembered = memory.get(key);
  const before = remembered?.serving === serving.key ? remembered : undefined;
  const now = clock.monotonic();
  const due = namesToAsk(wanted, before, now);
  const shown = new Map([...(before?.shown ?? [])].filter(([name]) => wanted.includes(name) && !due.includes(name)));
  onProgress(shown);
  await askAll(probe, due, (name, served) => shown.set(name, { served, at: now }));
  const rest = hasChanged(before, shown) ? wanted.filter((name) => !due.includes(name)) : [];
  await askAll(probe, rest, (name, served) => shown.set(name, { served, at: now }));
  memory.set(key, { serving: serving.key, shown });
  const [failed] = wanted.flatMap((name) => shown.get(name)?.served ?? []).filter(isFailed);
  return { shown, failed: failed?.reason, asked: due.length > 0 };
}

/** A name whose SNI is refused is not reachable here, which is not a failure. */
function isFailed(served: ServedChain): boolean {
  return served.served.length === 0 && sniRefusal(served) === undefined;
}

function hasChanged(before: RememberedNames | undefined, now: ReadonlyMap<string, ShownThen>): boolean {
  return [...now].some(([name, { served }]) => {
    const then = before?.shown.get(name);
    return then !== undefined && isAnswered(then) && served.served.length > 0 && then.served.key !== served.key;
  });
}

/** Calls `onAnswer` for each name in the turn of its own handshake, in which what it is shown is also judged, because that takes time. */
async function askAll(
  { shake, decode, judge }: NamesProbe,
  names: readonly string[],
  onAnswer: (name: string, served: ServedChain) => void,
): Promise<void> {
  const queue = [...names];
  const ask = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const served = await probeFurtherSni(shake, name === '' ? undefined : name, decode);
      if (served.served.length > 0) judge(served);
      onAnswer(name, served);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, ask));
}
