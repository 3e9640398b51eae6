import type { Report } from '../probe/report.js';
import type { TargetReport } from '../probe/sweep.js';
import type { Certificate } from '../x509/certificate.js';
import type { Evidence, FindingKind } from './finding-kind.js';
import { restartProcess } from './remedies/restart-process.js';
import type { Remedy } from './remedy.js';
import { thresholds } from './thresholds.js';
import { dateText, spanText } from './time-text.js';

const day = 86_400;

/** Control planes are upgraded and restarted within hours of each other; one that was left out stands out by more than a week. */
const week = 7 * day;

/** The names differ, not only the certificates: each kubeadm node has a certificate of its own. */
export const servingDiffers = {
  id: 'serving-certificates-differ',
  about: 'serving',
  title: 'Instances serve certificates that cover different names: whether a name works depends on who answers',
  detect: ({ reports }) => {
    const seen = reports.flatMap(({ address, serving, names }) =>
      serving ? [{ address, sans: sans(serving[0]), own: names.filter(({ role }) => role === 'instance') }] : [],
    );
    // What is an instance's own (its address, its node's name) differs by right: names that more than one of them has are compared.
    const shared = seen.flatMap((one) => one.sans).filter((san, _i, all) => all.indexOf(san) !== all.lastIndexOf(san));
    return [...new Set(shared)].flatMap((san) => {
      const without = seen.filter((one) => !one.sans.includes(san)).map(({ address }) => address);
      return without.length === 0
        ? []
        : [{ severity: 'info', addresses: without, text: `lacks ${san}, which others have` } satisfies Evidence];
    });
  },
  remedy: (): Remedy => ({
    advice: [
      'Give all instances the same list of names, unless it is an address of their own that is meant: regenerate the certificate where it lacks them.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

function sans({ dnsNames, ipAddresses }: Certificate): readonly string[] {
  return [...new Set([...dnsNames.map((name) => name.toLowerCase()), ...ipAddresses])];
}

interface Started {
  readonly address: string;
  readonly startedAt: number;
  readonly leaf: Certificate;
}

function started({ reports }: TargetReport): readonly Started[] {
  return reports
    .flatMap(({ address, loopback }) =>
      loopback.state === 'found' ? [{ address, startedAt: loopback.startedAt, leaf: loopback.chain[0] }] : [],
    )
    .toSorted((a, b) => a.startedAt - b.startedAt);
}

/** Seconds: half as much again as the lead at which one of them is warned of: enough to plan restarts apart from each other. */
export const togetherLead = 1.5 * thresholds.loopback.warning.days * day;

export const loopbackEndingTogether = {
  id: 'loopback-certificates-end-together',
  about: 'loopback',
  title: 'The loopback certificates of all instances end within the same week: plan restarts apart from each other',
  detect: (target, now) => {
    const all = started(target).toSorted((a, b) => a.leaf.notAfter - b.leaf.notAfter);
    const [first, last] = [all[0], all.at(-1)];
    if (first === undefined || last === undefined || first === last) return [];
    if (last.leaf.notAfter - first.leaf.notAfter > week) return [];
    const near = first.leaf.notAfter - now < togetherLead;
    const text = `all end between ${dateText(first.leaf.notAfter)} and ${dateText(last.leaf.notAfter)} UTC`;
    return [{ severity: near ? 'warning' : 'info', addresses: all.map(({ address }) => address), text }];
  },
  remedy: (): Remedy => ({
    ...restartProcess,
    advice: [
      'Restart the kube-apiserver processes before the first one ends, more than a week between two restarts: then they do not end together next time.',
    ],
  }),
} as const satisfies FindingKind;

export const oneInstanceOlder = {
  id: 'instance-older-than-others',
  about: 'loopback',
  title: 'One instance has run for much longer than the others: it may have missed a restart or an upgrade',
  detect: (target) => {
    const [oldest, next] = started(target);
    if (oldest === undefined || next === undefined || next.startedAt - oldest.startedAt <= week) return [];
    const text = `started ${spanText(next.startedAt - oldest.startedAt)} before the next, at ${dateText(oldest.startedAt)} UTC`;
    return [{ severity: 'info', addresses: [oldest.address], text }];
  },
  remedy: (): Remedy => ({
    advice: [
      'Compare its version and flags with those of the others; if it missed an upgrade or a change of its manifest, restart it.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

export const manyProcesses = {
  id: 'many-processes-behind-address',
  about: 'loopback',
  title: 'Several processes answer at one address: each look may meet another',
  detect: ({ reports }) =>
    reports.flatMap(({ address, loopback }): Evidence[] =>
      loopback.state === 'found' && loopback.processes > 1
        ? [{ severity: 'info', addresses: [address], text: `${loopback.processes} processes answered` }]
        : [],
    ),
  remedy: (): Remedy => ({
    advice: ['Look at each kube-apiserver at its own address as well: behind a load balancer, ends and uptimes flap.'],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

/** Seconds that Kubernetes gives the loopback certificate (k8s.io/apiserver/pkg/server/secure_serving.go), by minor version. */
function expectedLifetime(gitVersion: string): number | undefined {
  const [, minor] = /^v1\.(\d+)\./.exec(gitVersion) ?? [];
  if (minor === undefined) return undefined;
  return (Number(minor) >= 33 ? 1096 : 365) * day;
}

export const loopbackLifetimeUnusual = {
  id: 'loopback-lifetime-unusual',
  about: 'loopback',
  title: 'The loopback certificate lives for another time than Kubernetes gives it in this version',
  detect: ({ reports }) =>
    reports.flatMap((report): Evidence[] => {
      const [actual, expected] = lifetimes(report);
      if (actual === undefined || expected === undefined || Math.abs(actual - expected) <= day) return [];
      const text = `${spanText(actual)} in ${report.http?.gitVersion ?? ''}, where Kubernetes itself gives ${spanText(expected)}`;
      return [{ severity: 'info', addresses: [report.address], text }];
    }),
  remedy: (): Remedy => ({
    advice: ['Distributions change it. Go by the end that is shown, and do not reckon with a year, nor with three.'],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

function lifetimes({ loopback, http }: Report): readonly [actual: number | undefined, expected: number | undefined] {
  if (loopback.state !== 'found' || http?.gitVersion === undefined) return [undefined, undefined];
  const [leaf] = loopback.chain;
  return [leaf.notAfter - leaf.notBefore, expectedLifetime(http.gitVersion)];
}
