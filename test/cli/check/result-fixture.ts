import type { CheckResult } from '../../../src/cli/check/result.js';
import { type FileEvidence, noFiles } from '../../../src/files/serving-file.js';
import { findingsOf } from '../../../src/findings/findings-of.js';
import type { TargetReport } from '../../../src/probe/report.js';
import {
  certificate,
  day,
  down,
  loopback,
  nameVerdict,
  now,
  report,
  target,
  uncoveredName,
} from '../../fixtures/report.js';

export function result(...targets: readonly TargetReport[]): CheckResult {
  return resultWith(noFiles, ...targets);
}

export function resultWith(evidence: FileEvidence, ...targets: readonly TargetReport[]): CheckResult {
  return { now, targets, ...evidence, kubeadm: undefined, findings: findingsOf(targets, now, evidence) };
}

/** A serving certificate with the CA that signed it, which ends in 30 days. */
export const chain = [certificate(), certificate({ subject: 'CN=sub', notAfter: now + 30 * day })] as const;

/** Three API servers (one needs a restart, one needs a certificate for two more names), and an API server that is down. */
export const threeAndOne: TargetReport = target(
  report({
    loopback: loopback({ notBefore: now - 360 * day, notAfter: now + 5 * day - 1 }),
    names: [nameVerdict({ name: '10.225.4.51', role: 'instance' })],
  }),
  report({
    address: '10.225.4.52:6443',
    loopback: loopback({ fingerprintSha256: '52'.repeat(32) }),
    names: [uncoveredName({ name: '10.225.4.52', role: 'instance' }), uncoveredName({ name: 'api.example.com' })],
  }),
  report({
    address: '10.225.4.53:6443',
    loopback: loopback({ fingerprintSha256: '53'.repeat(32) }),
    serving: [certificate({ ipAddresses: ['10.225.4.53'] })],
  }),
  down({ address: '10.225.4.54:6443' }),
);
