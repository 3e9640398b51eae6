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

function verdictOn({ expected, served }: ShownName, { serving, judge }: Judging): NameVerdict {
  const name = expected.host.text;
  return {
    name,
    role: expected.role,
    covered: served.chain && covers(served.chain[0], name),
    verdict: judge(served).under(name),
    shown: served.key === serving.key ? undefined : served.chain,
  };
}

/**
 * Whether nothing connects what the name is shown with this control plane: it is not the serving chain, does not cover the name, and does
 * not lead to the target's CA. Where no CA is known, another issuer than that of the serving certificate has to do.
 */
function isForeign({ expected, served }: ShownName, { serving, judge }: Judging): boolean {
  if (served.key === serving.key) return false;
  const leaf = served.chain?.[0];
  if (leaf && covers(leaf, expected.host.text)) return false;
  const { trust } = judge(served);
  if (trust !== undefined) return !trust.accepted;
  return leaf !== undefined && leaf.issuer !== serving.chain?.[0].issuer;
}
