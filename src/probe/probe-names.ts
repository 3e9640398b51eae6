import type { ExpectedName } from '../discovery/target.js';
import type { Clock } from '../net/clock.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { createChainBudget } from './chain-budget.js';
import { isAnswered, type NameMemory, type RememberedNames, type ShownThen } from './name-memory.js';
import { namesToAsk } from './names-to-ask.js';
import type { FurtherProbe, JudgeServed, ServedChain } from './probe-chain.js';
import type { Reason } from './reason.js';
import { type JudgedNames, judgeShownNames } from './judge-names.js';
import { probeFurtherSni, sniRefusal } from './sni-refusal.js';
import { createVerdictTable } from './verdict-table.js';

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
  /** Whether some names have no verdict because names are shown too much besides what the servers serve. */
  readonly cut: boolean;
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
  if (serving.served.length === 0) return { judged: noNames, reason: undefined, asked: false, cut: false };
  const mayAsk = serving.chain === undefined || !isDynamicListener(serving.chain[0]);
  const own = endpoint.serverName ?? '';
  const nameOf = (expected: ExpectedName): string => (mayAsk ? sniOf(expected) : own);
  const wanted = [...new Set(endpoint.names.map(nameOf))].filter((name) => name !== own);
  const table = createVerdictTable(probe.judge);
  const texts = endpoint.names.map(({ host }) => host.text);
  for (const each of [serving, ...probe.others]) await table.add(each, texts);
  const judged = (shown: ReadonlyMap<string, ShownThen>): JudgedNames =>
    judgeShownNames(
      endpoint.names.flatMap((expected) => {
        const name = nameOf(expected);
        const served = name === own ? serving : shown.get(name)?.served;
        return served === undefined ? [] : [{ expected, served }];
      }),
      { ...probe, judge: table.judge },
    );
  const budget = createChainBudget([serving, ...probe.others]);
  const take: Take = async (name, served) => {
    if (!budget.admits(served)) return false;
    const under = endpoint.names.filter((expected) => nameOf(expected) === name);
    await table.add(
      served,
      under.map(({ host }) => host.text),
    );
    return true;
  };
  const onProgress = (soFar: ReadonlyMap<string, ShownThen>): void => probe.onProgress?.(() => judged(soFar));
  const { shown, failed, asked } = await show({ ...probe, take }, wanted, onProgress);
  return { judged: judged(shown), reason: failed, asked, cut: budget.isExceeded() };
}

/** Judges what a name is shown, in a turn of its own. Returns false where there is no room for it. */
type Take = (name: string, served: ServedChain) => Promise<boolean>;

interface NamesAsked extends NamesProbe {
  readonly take: Take;
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
  probe: NamesAsked,
  wanted: readonly string[],
  onProgress: (soFar: ReadonlyMap<string, ShownThen>) => void,
): Promise<Shown> {
  const { endpoint, serving, memory, clock, take } = probe;
  const key = JSON.stringify([endpoint.target.name, endpoint.address, endpoint.serverName ?? '']);
  const remembered = memory.get(key);
  const before = remembered?.serving === serving.key ? remembered : undefined;
  const now = clock.monotonic();
  const due = namesToAsk(wanted, before, now);
  const [isWanted, isDue] = [new Set(wanted), new Set(due)];
  const shown = new Map<string, ShownThen>();
  onProgress(shown);
  for (const [name, then] of before?.shown ?? []) {
    if (isWanted.has(name) && !isDue.has(name) && (await take(name, then.served))) shown.set(name, then);
  }
  await askAll(probe, due, (name, served) => shown.set(name, { served, at: now }));
  const rest = hasChanged(before, shown) ? wanted.filter((name) => !isDue.has(name)) : [];
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

/** Calls `onAnswer` for each name as soon as what it is shown has been judged. */
async function askAll(
  { shake, decode, take }: NamesAsked,
  names: readonly string[],
  onAnswer: (name: string, served: ServedChain) => void,
): Promise<void> {
  const queue = [...names];
  const ask = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const served = await probeFurtherSni(shake, name === '' ? undefined : name, decode);
      if (await take(name, served)) onAnswer(name, served);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, ask));
}
