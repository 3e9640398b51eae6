import type { ExpectedName } from '../discovery/target.js';
import { covers } from '../x509/covers.js';
import type { JudgeServed, ServedChain } from './probe-chain.js';
import type { NameNotHere, NameVerdict } from './report.js';
import { sniRefusal } from './sni-refusal.js';

/** An expected name, and what a client that dials it is shown. */
export interface ShownName {
  readonly expected: ExpectedName;
  readonly served: ServedChain;
}

export interface JudgedNames {
  readonly verdicts: readonly NameVerdict[];
  /** The names whose SNI was refused. */
  readonly refused: readonly NameNotHere[];
  /** Of the names with a verdict, those that seem to be answered by a server of another control plane. */
  readonly foreign: readonly NameNotHere[];
}

interface Judging {
  /** What the serving handshake showed. */
  readonly serving: ServedChain;
  /** What other servers behind the address serve. */
  readonly others: readonly ServedChain[];
  readonly judge: JudgeServed;
}

/** Judges each name by what it is shown. A name whose handshake failed is in none of the lists. */
export function judgeShownNames(names: readonly ShownName[], judging: Judging): JudgedNames {
  const answered = names.filter(({ served }) => served.served.length > 0);
  const notHere = ({ expected, served }: ShownName, because: NameNotHere['because']): NameNotHere => {
    const { host, role } = expected;
    return { name: host.text, role, because, shown: served.chain };
  };
  return {
    verdicts: answered.map((each) => verdictOn(each, judging)),
    refused: names.flatMap((each) => {
      const refusal = sniRefusal(each.served);
      return refusal === undefined ? [] : [notHere(each, refusal)];
    }),
    foreign: answered.filter((each) => isForeign(each, judging)).map((each) => notHere(each, 'other_server')),
  };
}

/** A name that is shown what one server serves may be shown what the others serve at the next connection, so the worst of them decides. */
function verdictOn({ expected, served }: ShownName, { serving, others, judge }: Judging): NameVerdict {
  const isByServer = isServedByAny(served, { serving, others });
  const candidates = isByServer ? [serving, ...others] : [served];
  const verdicts = candidates.map((each) => verdictUnder(expected, each, judge));
  const [worst = verdictUnder(expected, served, judge)] = verdicts.toSorted((a, b) => rank(a) - rank(b) || 0);
  return { ...worst, shown: isByServer ? undefined : served.chain };
}

function isServedByAny({ key }: ServedChain, { serving, others }: Pick<Judging, 'serving' | 'others'>): boolean {
  return [serving, ...others].some((each) => each.key === key);
}

type Verdict = Omit<NameVerdict, 'shown'>;

function verdictUnder({ host, role }: ExpectedName, served: ServedChain, judge: JudgeServed): Verdict {
  const name = host.text;
  return { name, role, covered: served.chain && covers(served.chain[0], name), verdict: judge(served).under(name) };
}

/** The worst first: refused, then not covered or unknown, then what ends first. */
function rank({ covered, verdict }: Verdict): number {
  if (verdict?.accepted === false) return -2;
  if (covered !== true) return -1;
  return verdict?.until ?? 0;
}

/**
 * Whether nothing connects what the name is shown with this control plane: it is not the serving chain, does not cover the name, and does
 * not lead to the target's CA. Where no CA is known, another issuer than that of the serving certificate has to do.
 */
function isForeign({ expected, served }: ShownName, { serving, others, judge }: Judging): boolean {
  if (isServedByAny(served, { serving, others })) return false;
  const leaf = served.chain?.[0];
  if (leaf && covers(leaf, expected.host.text)) return false;
  const { trust } = judge(served);
  if (trust !== undefined) return !trust.accepted;
  return leaf !== undefined && leaf.issuer !== serving.chain?.[0].issuer;
}
