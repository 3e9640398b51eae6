import type { Report, ShownProcess } from '../../../../src/probe/report.js';
import { certificate, httpEvidence, report } from '../../../fixtures/report.js';

export interface ProcessOnHost {
  /** By the clock of its host, in unix seconds. */
  readonly startedAt: number;
  /** Tells apart processes that start in one second. */
  readonly id?: number;
  /** Seconds that making its keys took. */
  readonly keys?: number;
}

function shownProcess({ startedAt, id = 0, keys = 0 }: ProcessOnHost): ShownProcess {
  const number = Math.floor(startedAt + keys);
  const leaf = certificate({
    subjectCommonName: `apiserver-loopback-client@${number}`,
    dnsNames: ['apiserver-loopback-client'],
    notBefore: Math.floor(startedAt) - 3600,
    fingerprintSha256: `${number.toString(16)}${id.toString(16)}`.padStart(64, '0'),
  });
  return { chain: [leaf], startedAt: Math.floor(startedAt) };
}

/** What an address shows behind which these processes answer. */
export function answering(processes: readonly ProcessOnHost[], change: Partial<Report> = {}): Report {
  const [first, ...rest] = processes.map(shownProcess);
  if (first === undefined) throw new Error('no process');
  return report({
    loopback: { state: 'found', ...first, processes: [first, ...rest] },
    http: httpEvidence({ clockSkew: 0 }),
    ...change,
  });
}
