import { entrySigns, entrySignsOf, serversSeen } from '../../probe/entry-point.js';
import { withoutFronts } from '../../probe/processes.js';
import type { Report, TargetReport } from '../../probe/report.js';
import { dateText, isoTime } from '../../text/time-text.js';
import type { Remedy } from '../remedies/remedy.js';
import { certificateText } from './certificate-text.js';
import type { Evidence, FindingKind } from './finding-kind.js';

const probeEach: Remedy = {
  advice: [
    'Also probe each kube-apiserver at its own address: through a load balancer or a gateway, nobody can tell which of them is at fault. With a kubeconfig whose login may list them, discovery finds them (check --kubeconfig where they can be reached, as on a node or in a pod, or discovery: kubernetes).',
  ],
  beware: [],
  procedures: [],
};

export const manyProcesses = {
  id: 'many-processes-behind-address',
  runbook: undefined,
  about: 'loopback',
  title: 'Several servers answer at one address, and each connection may reach another one: the worst of them is shown',
  detect: (target) => notSeenElsewhere(target).flatMap(serversAt),
  remedy: () => probeEach,
} as const satisfies FindingKind;

/** Leaves out the addresses of which all that answers is shown at the servers' own addresses as well. */
function notSeenElsewhere(target: TargetReport): readonly Report[] {
  const own = new Set(withoutFronts(target));
  const shown = new Set([...own].flatMap(({ answers }) => answers.chains.map(([leaf]) => leaf.fingerprintSha256)));
  const isShown = ({ answers }: Report): boolean => answers.chains.every(([leaf]) => shown.has(leaf.fingerprintSha256));
  return target.reports.filter((report) => own.has(report) || !isShown(report));
}

/** More servers than a person reads. */
const mostServers = 16;

function serversAt(report: Report): readonly Evidence[] {
  const { address, loopback } = report;
  const { chains, probes } = report.answers;
  const processes = loopback.state === 'found' ? loopback.processes : [];
  if (serversSeen(report) < 2) return [];
  const texts = [
    `${serversSeen(report)} servers answered${probes > 1 ? ` ${probes} probes` : ' one after another'}`,
    ...processes.map(({ chain: [leaf], startedAt }, i) => {
      const start = startedAt === undefined ? '' : `, started at ${isoTime(startedAt)}`;
      return `process ${i + 1}${start}: its loopback certificate ends at ${isoTime(leaf.notAfter)}`;
    }),
    ...(chains.length > 1
      ? chains.map(([leaf]) => `${certificateText(leaf)} ends at ${dateText(leaf.notAfter)} UTC`)
      : []),
  ];
  return texts.slice(0, 1 + mostServers).map((text) => ({ severity: 'info', addresses: [address], text }));
}

export const entryPoint = {
  id: 'address-is-entry-point',
  runbook: undefined,
  about: 'probe',
  title:
    'The address is an entry point and not an API server: the certificates of the API servers behind it are not seen here',
  detect: ({ reports }) =>
    reports.flatMap((report): readonly Evidence[] =>
      entrySignsOf(report)
        // Other findings say what the other signs show.
        .filter((sign) => sign === 'path' || sign === 'http')
        .map((sign) => ({ severity: 'info', addresses: [report.address], text: entrySigns[sign] })),
    ),
  remedy: () => probeEach,
} as const satisfies FindingKind;
