import { type FileEvidence, noFiles } from '../files/serving-file.js';
import type { TargetReport } from '../probe/report.js';
import { isGateway } from '../probe/entry-point.js';
import { allSteps } from './all-steps.js';
import { distinctTexts } from './distinct-texts.js';
import { groupBy } from './group-by.js';
import { groupByServer, type OneKind } from './group-by-server.js';
import { fileKinds, servingFileKinds } from './kinds/files.js';
import type { Aspect, Evidence, FindingKind } from './kinds/finding-kind.js';
import type { FindingId } from './kinds/finding-kinds.js';
import { findingKindsFor } from './kinds/for-server.js';
import { targetFileKinds } from './kinds/rotation.js';
import { changeAtGateway } from './remedies/change-at-gateway.js';
import type { Distribution } from './procedures/distribution.js';
import { distributionsOf } from './control-planes/recognise.js';
import { nothingToDo, type Remedy } from './remedies/remedy.js';
import { compareSeverities, type Severity } from './severity/severity.js';
import { withRemedy } from './with-remedy.js';

/** One thing that somebody should know or fix. If several endpoints of a target show it, it is still one finding. */
export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly about: Aspect;
  /** The alert whose page in docs/runbooks says more, if there is one. */
  readonly runbook?: string;
  /** The target's name; undefined: the finding is about files, which do not belong to a target. */
  readonly target: string | undefined;
  /** Addresses of the endpoints, each once. Empty: the finding is about the whole target, or about files. */
  readonly addresses: readonly string[];
  /** Paths of the files, if the finding is about files. */
  readonly files?: readonly string[];
  /** Expected names that the finding is about. */
  readonly names: readonly string[];
  /** The same for every finding of this kind. */
  readonly title: string;
  readonly details: readonly Detail[];
  /** Made when it is read. */
  readonly remedy: Remedy;
  /** Distributions that the target's certificates suggest, to choose among the remedy's procedures. Empty: unknown. */
  readonly distributions: readonly Distribution[];
}

/** One observed fact, with its addresses or files. `text` may contain text of a certificate, so escape it wherever it is shown. */
export interface Detail {
  readonly addresses: readonly string[];
  readonly files?: readonly string[];
  /** What tells it apart from the finding's other facts at the same place, the same at each probe: names, labels, SANs. */
  readonly subjects?: readonly string[];
  readonly text: string;
  /** What Go clients say about it, as kubectl prints it: never break a message, because people search for it. */
  readonly words?: readonly string[];
}

/** All findings: the worst first, then in the order of the targets and of the kinds, files last. `now`: unix seconds. */
export function findingsOf(
  targets: readonly TargetReport[],
  now: number,
  evidence: FileEvidence = noFiles,
): readonly Finding[] {
  return allSteps(findingSteps(targets, now, evidence));
}

/** The same in steps of one kind of one target, for who has to answer others between them: each is linear in the target's endpoints. */
export function* findingSteps(
  targets: readonly TargetReport[],
  now: number,
  evidence: FileEvidence,
): Generator<undefined, readonly Finding[]> {
  const servingFiles = groupBy(evidence.serving, ({ target }) => target.name);
  const everywhere = new Set<Distribution>();
  const found: Finding[] = [];
  for (const report of targets) {
    const { name } = report.target;
    const distributions = distributionsOf(report);
    for (const each of distributions) everywhere.add(each);
    const about = { target: name, distributions, now };
    const serving = servingFiles.get(name) ?? [];
    for (const group of groupByServer(report))
      found.push(...(yield* findAll(kindsIn(group), group.report, about, atGateways(group.report))));
    found.push(...(yield* findAll(servingFileKinds, { ...evidence, serving }, about)));
    found.push(...(yield* findAll(targetFileKinds, { report, files: evidence.files }, about)));
  }
  found.push(...(yield* findAll(fileKinds, evidence, { target: undefined, distributions: [...everywhere], now })));
  return found.toSorted((a, b) => compareSeverities(a.severity, b.severity));
}

function* findAll<Subject>(
  kinds: readonly KnownKind<Subject>[],
  subject: Subject,
  { now, ...about }: Pick<Finding, 'target' | 'distributions'> & { readonly now: number },
  gateways: Gateways<Subject> = { addresses: new Set(), others: subject },
): Generator<undefined, readonly Finding[]> {
  const found: Finding[] = [];
  for (const kind of kinds) {
    found.push(...find(kind, { subject, gateways }, now, about));
    yield;
  }
  return found;
}

/** The addresses of a target at which a gateway answers, and the target without them. */
interface Gateways<Subject> {
  readonly addresses: ReadonlySet<string>;
  readonly others: Subject;
}

function atGateways(report: TargetReport): Gateways<TargetReport> {
  const addresses = new Set(report.reports.filter(isGateway).map(({ address }) => address));
  return { addresses, others: { ...report, reports: report.reports.filter(({ address }) => !addresses.has(address)) } };
}

type KnownKind<Subject> = FindingKind<Subject> & { readonly id: FindingId };

/** The kinds of findings about these servers. What is about the target as a whole is found in its first group alone. */
function kindsIn({ server, isFirst }: OneKind): readonly KnownKind<TargetReport>[] {
  const kinds = findingKindsFor(server);
  if (isFirst) return kinds;
  return kinds.map((kind) => ({
    ...kind,
    detect: (report, now) => kind.detect(report, now).filter(({ addresses }) => addresses.length > 0),
  }));
}

function find<Subject>(
  kind: KnownKind<Subject>,
  { subject, gateways }: { readonly subject: Subject; readonly gateways: Gateways<Subject> },
  now: number,
  about: Pick<Finding, 'target' | 'distributions'>,
): readonly Finding[] {
  const aboutServed = kind.about === 'serving' || kind.about === 'names';
  const atGateway = ({ addresses }: Evidence): boolean =>
    aboutServed && addresses.length > 0 && addresses.every((address) => gateways.addresses.has(address));
  const groups = groupBy(kind.detect(subject, now), (evidence) => `${evidence.severity} ${atGateway(evidence)}`);
  const remedyOf = (evidence: Evidence): Remedy => {
    if (evidence.isFarOff === true) return nothingToDo;
    return atGateway(evidence) ? changeAtGateway : kind.remedy(aboutServed ? gateways.others : subject);
  };
  return [...groups.values()].map((evidence) =>
    withRemedy(
      {
        id: kind.id,
        severity: evidence[0].severity,
        about: kind.about,
        ...(kind.runbook !== undefined && { runbook: kind.runbook }),
        ...placesOf(evidence),
        names: distinctTexts(evidence, (each) => each.names),
        title: kind.title,
        details: [...groupBy(evidence, ({ text }) => text)].map(([text, same]) => detailOf(text, same)),
        ...about,
      },
      () => remedyOf(evidence[0]),
    ),
  );
}

/** More messages than a person reads. Each of them may list all SANs of a certificate. */
const mostWords = 8;

function detailOf(text: string, evidence: readonly Evidence[]): Detail {
  const words = distinctTexts(evidence, (each) => each.words);
  const subjects = distinctTexts(evidence, (each) => each.subjects ?? each.names);
  return {
    ...placesOf(evidence),
    ...(subjects.length > 0 && { subjects }),
    text,
    ...(words.length > 0 && { words: words.slice(0, mostWords) }),
  };
}

function placesOf(evidence: readonly Evidence[]): Pick<Finding, 'addresses' | 'files'> {
  const files = distinctTexts(evidence, (each) => each.files);
  return {
    addresses: distinctTexts(evidence, (each) => each.addresses),
    ...(files.length > 0 && { files }),
  };
}
