import type { TargetReport } from '../../probe/report.js';
import { dateText, spanText } from '../../text/time-text.js';
import { day } from '../../x509/validity.js';
import type { Remedy } from '../remedies/remedy.js';
import { restartProcess } from '../remedies/restart-process.js';
import { thresholds } from '../severity/thresholds.js';
import type { Evidence, FindingKind } from './finding-kind.js';
import { minorVersion } from './minor-version.js';
import { loopbackEndsOf } from '../../probe/processes.js';

/** In seconds. One and a half times the lead of the warning about a single certificate: enough time to plan restarts at different times. */
export const togetherLead = 1.5 * thresholds.loopback.warning.days * day;

/** In seconds. Long enough to restart each process, one at a time. */
export const restartsLead = 7 * day;

/** In seconds. Nobody plans restarts earlier: the certificates of new versions are valid for three years. */
const planLead = 365 * day;

/** What is said instead, as long as there is nothing to plan. `ends`: unix seconds at which the first certificate expires. */
export function farOff(ends: number, now: number): Pick<Evidence, 'text' | 'isFarOff'> | undefined {
  if (ends - now <= planLead) return undefined;
  const [end, plan] = [ends, ends - planLead].map((seconds) => dateText(seconds).slice(0, 10));
  return { isFarOff: true, text: `loopback certificates end together on ${end}: plan restarts by ${plan}` };
}

/**
 * The seconds for which a kubelet may take an API server away, by the manifest that kubeadm v1.36.3 writes: the probes of two kubelets are up
 * to 10 s apart (livenessProbe periodSeconds), the stop takes up to 30 s (terminationGracePeriodSeconds) and the start up to 250 s
 * (startupProbe). What expires within less is restarted at the same time.
 */
export const restartSeconds = 300;

/**
 * In seconds. The check of /livez fails so long after the certificate has expired: it counts the lifetime from the start of the process, and the
 * certificate begins an hour before (k8s.io/apiserver v0.36.3, pkg/server/options/serving_with_loopback.go).
 */
export const checkDelay = 3600;

/** Since then, /livez has the check `loopback-serving-certificate` (k8s.io/apiserver). */
const firstMinor = 36;

/** Whether the kubelets will restart all API servers at the same time. A version that is not known is no reason against it, if one is. */
export function areRestartedTogether(target: TargetReport): boolean {
  const ends = loopbackEndsOf(target);
  const [first, last] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined || first === last) return false;
  const minors = target.reports.flatMap(({ http }) => minorVersion(http?.gitVersion ?? '') ?? []);
  const areNew = minors.length > 0 && minors.every((minor) => minor >= firstMinor);
  return areNew && last.notAfter - first.notAfter < restartSeconds;
}

/** One object for all targets: the status page groups findings by it. */
const restartsBefore: Remedy = {
  ...restartProcess,
  advice: [
    'Restart the kube-apiserver processes before the first certificate expires, one node at a time, with more than a week between two restarts if there is time, and some minutes at least. Then they neither expire nor restart together.',
  ],
};

export const loopbackRestartsTogether = {
  id: 'loopback-restarts-together',
  runbook: 'ApiserverLoopbackRestartsTogether',
  about: 'loopback',
  title:
    'Kubelets will restart all instances at the same time, because their loopback certificates expire together: the control plane is then away for minutes',
  detect: (target, now) => {
    const ends = loopbackEndsOf(target);
    const [first] = ends;
    if (first === undefined || !areRestartedTogether(target)) return [];
    const restartAt = first.notAfter + checkDelay;
    const left = restartAt - now;
    if (left < 0) return [];
    const severity = left < restartsLead ? 'critical' : left < togetherLead ? 'warning' : 'info';
    const text = `all expire within ${spanText(restartSeconds)} of ${dateText(first.notAfter)} UTC; /livez fails from ${dateText(restartAt)} UTC on, and kubelets restart them`;
    return [{ severity, addresses: ends.map(({ address }) => address), text, ...farOff(first.notAfter, now) }];
  },
  remedy: () => restartsBefore,
} as const satisfies FindingKind;
