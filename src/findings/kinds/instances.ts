import { isGateway } from '../../probe/entry-point.js';
import { startByLoopback } from '../../probe/process-start.js';
import { loopbackEndsOf, processesOf, withoutFronts } from '../../probe/processes.js';
import type { TargetReport } from '../../probe/report.js';
import { dateText, spanText } from '../../text/time-text.js';
import { areDifferent } from './different-authorities.js';
import { lackingSans } from './lacking-sans.js';
import { areRestartedTogether, farOff, togetherLead } from './restarts-together.js';
import type { Remedy } from '../remedies/remedy.js';
import { restartProcess } from '../remedies/restart-process.js';
import { day } from '../../x509/validity.js';
import { type FindingKind, inEachEndpoint } from './finding-kind.js';

/** Instances of a control plane are restarted within hours of each other. One that was left out differs by more than a week. */
const week = 7 * day;

/** Compares names, not certificates, because each kubeadm node has a separate certificate. */
export const servingDiffers = {
  id: 'serving-certificates-differ',
  runbook: 'ApiserverServingCertificatesDiffer',
  about: 'serving',
  title:
    'Instances serve certificates that cover different names: whether a name works depends on which instance answers',
  detect: (target) => {
    if (areDifferent(target)) return [];
    const instances = withoutFronts(target).filter((report) => !isGateway(report));
    return lackingSans(instances.flatMap(({ address, serving }) => (serving ? [{ address, leaf: serving[0] }] : [])));
  },
  remedy: (): Remedy => ({
    advice: [
      'If clients use a name that an instance lacks, issue a new certificate there: check with --name NAME prints the procedure. An instance does not need the own addresses of other instances.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

function starts(target: TargetReport): readonly { readonly address: string; readonly startedAt: number }[] {
  return processesOf(target)
    .flatMap(({ address, startedAt }) => (startedAt === undefined ? [] : [{ address, startedAt }]))
    .toSorted((a, b) => a.startedAt - b.startedAt);
}

/** One object for all targets: the status page groups findings by it. */
const staggeredRestarts: Remedy = {
  ...restartProcess,
  advice: [
    'Restart the kube-apiserver processes before the first certificate expires, with more than a week between two restarts. Then the new certificates do not expire together.',
  ],
};

export const loopbackEndingTogether = {
  id: 'loopback-certificates-end-together',
  runbook: 'ApiserverLoopbackCertificatesEndTogether',
  about: 'loopback',
  title: 'The loopback certificates of all instances expire within the same week: plan restarts at different times',
  detect: (target, now) => {
    const all = loopbackEndsOf(target);
    const [first, last] = [all[0], all.at(-1)];
    if (first === undefined || last === undefined || first === last) return [];
    if (last.notAfter - first.notAfter > week || areRestartedTogether(target)) return [];
    const near = first.notAfter - now < togetherLead;
    const text = `all expire between ${dateText(first.notAfter)} and ${dateText(last.notAfter)} UTC`;
    const evidence = {
      severity: near ? 'warning' : 'info',
      addresses: all.map(({ address }) => address),
      text,
    } as const;
    return [{ ...evidence, ...farOff(first.notAfter, now) }];
  },
  remedy: () => staggeredRestarts,
} as const satisfies FindingKind;

const restartOfOne: Remedy = {
  ...restartProcess,
  advice: [
    'Compare its version and flags with those of the other instances. If it missed an upgrade, finish the upgrade there. If it missed a restart only, restart it.',
  ],
};

export const oneInstanceOlder = {
  id: 'instance-older-than-others',
  runbook: undefined,
  about: 'loopback',
  title: 'One instance has run for much longer than the others: it may have missed a restart or an upgrade',
  detect: (target) => {
    const [oldest, next] = starts(target);
    if (oldest === undefined || next === undefined || next.startedAt - oldest.startedAt <= week) return [];
    const text = `started at ${dateText(oldest.startedAt)} UTC, ${spanText(next.startedAt - oldest.startedAt)} before any other instance`;
    return [{ severity: 'info', addresses: [oldest.address], text }];
  },
  remedy: () => restartOfOne,
} as const satisfies FindingKind;

/** The CN is written within seconds of the start. Not a warning: behind a load balancer, two processes may answer one probe. */
const toleratedSeconds = 60;

export const startTimesDiffer = {
  id: 'start-times-differ',
  runbook: undefined,
  about: 'loopback',
  title: 'The loopback certificate and /metrics show different start times: two processes answered, or a clock jumped',
  detect: inEachEndpoint((report) => {
    const [inCertificate, inMetrics] = [startByLoopback(report), report.http?.startedAt];
    if (inCertificate === undefined || inMetrics === undefined) return undefined;
    const apart = Math.abs(inCertificate - inMetrics);
    return apart > toleratedSeconds
      ? { severity: 'info', text: `the start times are ${spanText(apart)} apart` }
      : undefined;
  }),
  remedy: (): Remedy => ({
    advice: [
      'If this is the address of a load balancer, probe each instance at its own address. Otherwise check the clock of the node: it jumped while the process started.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;
