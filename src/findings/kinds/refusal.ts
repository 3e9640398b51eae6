import { caText } from '../../probe/ca-text.js';
import type { NameVerdict, Report, TargetReport } from '../../probe/report.js';
import { goMessage } from '../../text/go-message.js';
import { type Refusal, type RefusalReason, refusalReasons } from '../../x509/go-refusal.js';
import { isExpired } from '../../x509/validity.js';

/** Why clients refuse the serving chain under every name, apart from the leaf's dates. Undefined: they do not, or it is unknown. */
export function trustRefusal({ trust }: Pick<Report, 'trust'>): Refusal | undefined {
  return trust.state === 'trusted' ? undefined : trust.refusal;
}

/** Why clients refuse this name. Undefined: they do not, or it is unknown. */
export function nameRefusal({ verdict }: NameVerdict): Refusal | undefined {
  return verdict?.accepted === false ? verdict : undefined;
}

/** The names that the serving certificate is refused under, for this reason. */
export function namesRefused({ names }: Report, reason: RefusalReason): readonly string[] {
  return names
    .filter((each) => each.shown === undefined && nameRefusal(each)?.reason === reason)
    .map(({ name }) => name);
}

/** The names that the serving certificate lacks. Names that are shown another certificate are not among them. */
export function isUncovered(verdict: NameVerdict): boolean {
  return verdict.covered === false || nameRefusal(verdict)?.reason === 'name';
}

/** Whether the finding on the serving chain already says why this name is refused. */
export function isExplained(report: Report, { shown }: NameVerdict, { reason }: Refusal, now: number): boolean {
  if (shown !== undefined) return false;
  const [leaf] = report.serving ?? [];
  if (trustRefusal(report)?.reason === reason) return true;
  if (leaf === undefined) return false;
  return (reason === 'expired' && isExpired(leaf, now)) || (reason === 'not_yet_valid' && now < leaf.notBefore);
}

/** Whose CA the verdicts on a target rest on: the end of a text. Empty: there is no CA. */
export function judgedBy({ caSource }: Pick<TargetReport, 'caSource'>): string {
  return caSource === undefined ? '' : `; clients are taken to trust ${caText(caSource)}`;
}

/** What Go accepted before. Kubernetes: the first minor version whose own clients are built with that Go. */
const changes: readonly (readonly [words: RegExp, go: string, kubernetes: string])[] = [
  [/negative serial number/, '1.23', '1.32'],
  [/\d-bit keys are insecure/, '1.24', '1.33'],
  [/insecure algorithm \S*SHA1/, '1.18', '1.24'],
];

/** What a refusal says. `why` is in plain words, and says since which version clients refuse this, where older ones do not. */
export interface RefusalText {
  readonly why: string;
  readonly words: readonly string[];
}

/** `now`: Unix seconds. */
export function refusalText(refusal: Refusal, now: number): RefusalText {
  const message = goMessage(refusal, now);
  const [, go, kubernetes] = changes.find(([pattern]) => pattern.test(message)) ?? [];
  const why = `refused, because ${refusalReasons[refusal.reason]}`;
  if (go === undefined || kubernetes === undefined) return { why, words: [message] };
  const since = `clients do so since Go ${go}: kubectl, kubelet and controllers since Kubernetes ${kubernetes}`;
  return { why: `${why}; ${since}`, words: [message] };
}
