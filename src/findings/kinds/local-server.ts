import type { Remedy } from '../remedies/remedy.js';
import type { TargetReport } from '../../probe/report.js';
import type { FindingKind } from './finding-kind.js';

const wakeUp: Remedy = {
  advice: [
    "Find out why it does not run: crictl ps -a --name '^kube-apiserver$', then crictl logs for its container, and journalctl -u kubelet. If its manifest is missing, somebody has moved it away: put it back. If another program has the port, stop that one: ss -ltnp shows it.",
  ],
  beware: [
    'a kube-apiserver whose certificate and key do not match does not start: compare them before you wait for it.',
  ],
  procedures: [],
};

export const localServerDead = {
  id: 'local-server-dead',
  runbook: 'ApiserverProbeFailing',
  about: 'probe',
  title: 'The API server of this node does not run',
  detect: (target) => {
    const { localServer, reports } = target;
    if (localServer === undefined || !isLocalDead(target)) return [];
    const addresses = reports.map(({ address }) => address);
    return [{ severity: 'critical', addresses, text: localServer.text }];
  },
  remedy: () => wakeUp,
} as const satisfies FindingKind;

/** Whether the finding above says what a failing probe would. */
export function isLocalDead({ localServer }: TargetReport): boolean {
  switch (localServer?.state) {
    case 'dead':
    case 'stopped':
    case 'other':
      return true;
    case 'answers':
    case 'failing':
    case 'elsewhere':
    case 'none':
    case undefined:
      return false;
  }
}

/** What the API server of the node itself says of a probe that fails. */
export function localAdvice({ localServer, localAnswersAt }: TargetReport): readonly string[] {
  if (localAnswersAt !== undefined) {
    return [
      `The API server of this node answers at ${localAnswersAt}: a load balancer in front of it fails, or the way there.`,
    ];
  }
  return localServer?.state === 'elsewhere' ? [`Check where the API server of this node is: ${localServer.text}.`] : [];
}
