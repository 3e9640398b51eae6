import { processUptime } from '../../probe/process-start.js';
import { isoTime } from '../../text/time-text.js';
import { certificateJson } from '../certificate-json.js';
import type { FileReport } from '../../files/file-report.js';
import type { KubeadmExpiration, KubeadmRow } from '../../files/kubeadm-expiration.js';
import { servesFile, type ServingFile } from '../../files/serving-file.js';
import { exitCodeOf } from '../../findings/severity/severity.js';
import type { HttpEvidence, Loopback, NameVerdict, Report, TargetReport, Trust } from '../../probe/report.js';
import type { Chain } from '../../x509/certificate.js';
import type { GoVerdict } from '../../x509/go-verdict.js';
import type { CheckResult } from './result.js';

/** The version of the format. It increases when something is renamed or removed, not when something is added. */
const version = 1;

/** Returns the result as the JSON that docs/check.schema.json describes. Unknown values are null. */
export function checkJson({ now, targets, files, serving, kubeadm, findings }: CheckResult): string {
  const result = {
    version,
    observedAt: isoTime(now),
    exitCode: exitCodeOf(findings),
    targets: targets.map(targetJson),
    files: files.map(fileJson),
    servingFiles: serving.map(servingFileJson),
    ...(kubeadm && { kubeadm: kubeadmJson(kubeadm) }),
    findings,
  };
  return JSON.stringify(result, undefined, 2);
}

function targetJson({ target, reports, ca, ...known }: TargetReport): object {
  return {
    name: target.name,
    labels: target.labels,
    ...known,
    ca: ca.map(certificateJson),
    endpoints: reports.map(endpointJson),
  };
}

function endpointJson(report: Report): object {
  const { address, serving, trust, loopback, names, http, failures, phases, truncated, tlsVersion = null } = report;
  const uptime = processUptime(report);
  return {
    address,
    up: serving !== undefined,
    tlsVersion,
    serving: serving === undefined ? null : certificateJson(serving[0]),
    chain: serving?.slice(1).map(certificateJson) ?? [],
    trust: trustJson(trust),
    loopback: loopbackJson(loopback),
    uptimeSeconds: uptime === undefined ? null : Math.round(uptime),
    names: names.map(nameJson),
    http: http === undefined ? null : httpJson(http),
    failures,
    phases,
    truncated,
  };
}

function trustJson(trust: Trust): object {
  switch (trust.state) {
    case 'trusted':
      return { state: trust.state, until: isoTime(trust.until), path: trust.path.map(certificateJson) };
    case 'untrusted':
      return { state: trust.state, ...verdictJson(trust.refusal) };
    case 'unknown':
      return { state: trust.state, ...(trust.refusal && verdictJson(trust.refusal)) };
  }
}

/** `shown`: the certificate that this name is shown, where it is not the serving one. */
function nameJson({ name, role, covered, verdict, shown }: NameVerdict): object {
  return {
    name,
    role,
    covered: covered ?? null,
    accepted: verdict?.accepted ?? null,
    ...(verdict && verdictJson(verdict)),
    ...(shown && { shown: certificateJson(shown[0]) }),
  };
}

function verdictJson(verdict: GoVerdict): object {
  if (verdict.accepted) return { until: isoTime(verdict.until) };
  return { reason: verdict.reason, message: verdict.message };
}

function loopbackJson(loopback: Loopback): object {
  if (loopback.state !== 'found') return loopback;
  const [leaf, ...rest]: Chain = loopback.chain;
  return {
    state: loopback.state,
    startedAt: loopback.startedAt === undefined ? null : isoTime(loopback.startedAt),
    processes: loopback.processes,
    ...certificateJson(leaf),
    chain: rest.map(certificateJson),
  };
}

function httpJson({ gitVersion, health, startedAt }: HttpEvidence): object {
  return {
    gitVersion: gitVersion ?? null,
    health,
    startedAt: startedAt === undefined ? null : isoTime(startedAt),
  };
}

function fileJson({ path, outcome, certificates }: FileReport): object {
  const shown = certificates.map(({ label, certificate }) => ({ label, ...certificateJson(certificate) }));
  return { path, ...outcome, certificates: shown };
}

function servingFileJson(file: ServingFile): object {
  return { target: file.target.name, address: file.address, path: file.path, match: servesFile(file) };
}

function kubeadmJson({ certificates, authorities }: KubeadmExpiration): object {
  return { certificates: certificates.map(kubeadmRowJson), authorities: authorities.map(kubeadmRowJson) };
}

function kubeadmRowJson({ name, path, authority, externallyManaged, certificate, problem }: KubeadmRow): object {
  return {
    name,
    path,
    authority,
    externallyManaged,
    missing: certificate === undefined && problem === undefined,
    problem: problem ?? null,
    notAfter: certificate === undefined ? null : isoTime(certificate.notAfter),
  };
}
