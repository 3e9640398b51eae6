import { groupBy } from '../findings/group-by.js';
import { groupByServer, type OneKind } from '../findings/group-by-server.js';
import { type Life, type Thresholds, thresholds } from '../findings/severity/thresholds.js';
import { isGateway } from '../probe/entry-point.js';
import { withoutFronts } from '../probe/processes.js';
import type { NameVerdict, Report, TargetReport } from '../probe/report.js';
import { isUnverified } from '../probe/server-kind-of.js';
import { serverKinds } from '../servers/server-kind.js';
import { countText } from '../text/count-text.js';
import type { Certificate, Chain } from '../x509/certificate.js';
import { endingOf, lifeOf } from './ending-of.js';
import { cut, eachOnce, oneOrCount } from './list-text.js';
import type { Ending, Endings, FoundWork, Span, Work } from './plan-entry.js';
import { renewals } from './renewals.js';
import { renewsItself } from './renews-itself.js';
import { workRunbook } from './work-runbook.js';

/** A certificate that clients are shown at an address. */
interface Shown {
  readonly certificate: Certificate;
  readonly life: Life;
  readonly limits: Thresholds;
  readonly address: string;
  /** Undefined: every name without a certificate of its own is shown it. */
  readonly name: string | undefined;
  readonly isAtGateway: boolean;
}

interface Group extends OneKind {
  /** The addresses of its servers. A load balancer shows again what is behind it. */
  readonly own: ReadonlySet<string>;
}

/**
 * Finds the renewals of what a target serves, names with a certificate of their own included. What no client verifies is no work. The certificate of
 * a gateway is renewed elsewhere, by whoever runs it.
 */
export function servingWork(target: TargetReport, { now }: Span): FoundWork {
  const found = groupByServer(target).map((kind) => {
    const group = { ...kind, own: new Set(withoutFronts(kind.report).map(({ address }) => address)) };
    const shown = kind.report.reports.flatMap((report) => (isUnverified(report) ? [] : shownAt(report)));
    const byRenewal = groupBy(shown, ({ life, limits }) => renewsItself(life, limits, now));
    const byGateway = groupBy(byRenewal.get(false) ?? [], ({ isAtGateway }) => isAtGateway);
    const work = [...byGateway.values()].flatMap((here) => {
      const places = new Map(here.map((each) => [placeOf(each), each]));
      return renewals(here.map((each) => endingIn(each, now))).map((endings) => workOf(group, endings, places, now));
    });
    return { work, renewing: (byRenewal.get(true) ?? []).map((each) => endingIn(each, now)) };
  });
  return { work: found.flatMap(({ work }) => work), renewing: found.flatMap(({ renewing }) => renewing) };
}

function endingIn(shown: Shown, now: number): Ending {
  return endingOf({ ...shown, place: placeOf(shown) }, now);
}

function placeOf({ address, name }: Shown): string {
  return name === undefined ? address : `${address} (${name})`;
}

function shownAt(report: Report): readonly Shown[] {
  const { address, serving, answers, renewalShare, names } = report;
  const isAtGateway = isGateway(report);
  const served = chainsOf(serving, answers.chains).map((chain): Shown => {
    const [certificate] = chain;
    const life = chain === serving ? lifeOf(certificate, renewalShare) : certificate;
    return { certificate, life, limits: thresholds.serving, address, name: undefined, isAtGateway };
  });
  return [
    ...served,
    ...names.flatMap((verdict) => shownTo(verdict).map((shown) => ({ ...shown, address, isAtGateway }))),
  ];
}

/** Each certificate once. */
function chainsOf(serving: Chain | undefined, others: readonly Chain[]): readonly Chain[] {
  if (serving === undefined || others.length === 0) return serving === undefined ? [] : [serving];
  const chains = new Map([...others.toReversed(), serving].map((chain) => [chain[0].fingerprintSha256, chain]));
  return [...chains.values()];
}

/** What a name is shown, if that is another certificate. One that clients refuse for another reason is no matter of time. */
function shownTo({
  name,
  shown,
  verdict,
  renewalShare,
}: NameVerdict): readonly Omit<Shown, 'address' | 'isAtGateway'>[] {
  if (shown === undefined || (verdict?.accepted === false && verdict.reason !== 'expired')) return [];
  const [certificate] = shown;
  if (verdict?.accepted === true && verdict.until < certificate.notAfter) {
    const life = { notBefore: certificate.notBefore, notAfter: verdict.until };
    return [{ certificate, life, limits: thresholds.chain, name }];
  }
  return [{ certificate, life: lifeOf(certificate, renewalShare), limits: thresholds.serving, name }];
}

function workOf(group: Group, endings: Endings, places: ReadonlyMap<string, Shown>, now: number): Work {
  const { server, report } = group;
  const all = endings.flatMap(({ place }) => places.get(place) ?? []);
  const isAtGateway = all.some((each) => each.isAtGateway);
  const noun = isAtGateway ? 'gateway' : server === undefined ? 'API server' : serverKinds[server.kind].text;
  return {
    kind: 'serving',
    scope: JSON.stringify([report.target.name, noun]),
    title: titleOf(group, all, noun),
    runbook: workRunbook('serving', endings, now),
    caveat: isAtGateway
      ? 'A gateway answers there: it is renewed where the gateway gets it, by whoever runs the gateway.'
      : undefined,
    endings,
    restarts: [],
  };
}

function titleOf({ report, own }: Group, shown: readonly Shown[], noun: string): string {
  const target = cut(report.target.name);
  const seen = eachOnce(shown.filter(({ name }) => name === undefined).map(({ address }) => address));
  const servers = seen.some((address) => own.has(address)) ? seen.filter((address) => own.has(address)) : seen;
  const names = eachOnce(shown.flatMap(({ name }) => name ?? []));
  if (servers.length === 0) {
    return names.length === 1
      ? `Renew the certificate that ${oneOrCount(names, 'name')} is shown (${target})`
      : `Renew the certificates that ${oneOrCount(names, 'name')} are shown (${target})`;
  }
  const what = servers.length === 1 ? 'serving certificate' : 'serving certificates';
  const more = names.length === 0 ? '' : `, ${countText(names.length, 'name')}`;
  return `Renew the ${what} of ${target}: ${oneOrCount(servers, noun)}${more}`;
}
