import type { TargetReport } from '../../probe/report.js';
import { type KindOfServer, serverKindNames, serverKinds, type ServerKind } from '../../servers/server-kind.js';
import { isSelfMade } from '../../x509/self-made.js';
import type { Remedy } from './remedy.js';

/** What to do about a server that is not kube-apiserver. Each is one object, since the status page groups findings by it. */
interface ServerRemedies {
  /** What only a new process changes. */
  readonly restart: Remedy;
  /** The same, where nobody sees from outside whether anything breaks without one. */
  readonly askFirst: Remedy;
  /** About its serving certificate, as it is served now. */
  readonly serving: (report: TargetReport) => Remedy;
  /** There are fewer of them than there should be, or they are hidden. */
  readonly instances: Remedy;
}

export const serverRemedies: Readonly<Record<ServerKind, ServerRemedies>> = Object.fromEntries(
  serverKindNames.map((kind) => [kind, remediesOf(serverKinds[kind])]),
) as Record<ServerKind, ServerRemedies>;

function remediesOf(server: KindOfServer): ServerRemedies {
  const { text, restart, beware, find } = server;
  const procedures = find.length > 0 ? [{ distributions: [], lines: find }] : [];
  const selfMade: Remedy = {
    advice: [
      `This ${text} made its serving certificate itself when it started, for 365 days. Nothing renews it but a new process.`,
      restart,
      'No client can verify such a certificate, since its CA is in the memory of the process that made it. Where clients are to verify it, issue one by a CA that they have, and name it with --tls-cert-file and --tls-private-key-file.',
    ],
    beware,
    procedures,
  };
  const issued: Remedy = {
    advice: [
      `Have the serving certificate of this ${text} issued again by whatever issued it: cert-manager, an operator, a chart, or a person. It is in the files of its --tls-cert-file and --tls-private-key-file, most likely from a Secret. It needs every name that clients use, and the CA that they have (for an APIService, its caBundle).`,
      'Most of these servers load changed files within a minute. One that does not needs a new process.',
      restart,
    ],
    beware: ['it is none of the certificates of the control plane: their renewal does not change it.'],
    procedures,
  };
  const onlyRestart = ['Nothing but a new process makes a new loopback certificate: it is in no file.', restart];
  return {
    restart: { advice: onlyRestart, beware, procedures },
    askFirst: {
      advice: [
        `Find out whether this ${text} uses its loopback client: search its source for LoopbackClientConfig, or ask those who make it. If it does not, nothing breaks, and nothing has to be done. A new process is right in either case.`,
        ...onlyRestart,
      ],
      beware,
      procedures,
    },
    serving: ({ reports }) => (reports.some(({ serving }) => serving && isSelfMade(serving[0])) ? selfMade : issued),
    instances: {
      advice: [
        `Find out how many Pods or processes of this ${text} should run, and why one does not. Probe each at its own address.`,
      ],
      beware: [],
      procedures,
    },
  };
}
