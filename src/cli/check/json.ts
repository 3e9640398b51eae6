import { isoTime } from '../../text/time-text.js';
import { certificateJson } from '../certificate-json.js';
import type { CaSource } from '../../discovery/ca-source.js';
import type { FileReport } from '../../files/file-report.js';
import type { KubeadmRow } from '../../files/kubeadm-expiration.js';
import { servesFile, type ServingFile } from '../../files/serving-file.js';
import type { Finding } from '../../findings/findings-of.js';
import { chooseProcedures, otherKinds } from '../../findings/remedies/remedy.js';
import { exitCodeOf } from '../../findings/severity/severity.js';
import type { TargetReport } from '../../probe/report.js';
import { endpointJson } from './endpoint-json.js';
import { apiServersOf } from './api-servers.js';
import { jsonParts } from './json-parts.js';
import type { CheckResult, KubeadmCheck } from './result.js';

/** The version of the format. It increases when something is renamed or removed, not when something is added. */
const version = 1;

/** Returns the result as the value that docs/check.schema.json describes. Unknown values are null. */
export function checkValue({ now, targets, files, serving, kubeadm, findings }: CheckResult): object {
  return {
    version,
    observedAt: isoTime(now),
    exitCode: exitCodeOf(findings),
    targets: targets.map(targetJson),
    files: files.map(fileJson),
    servingFiles: serving.map(servingFileJson),
    ...(kubeadm && { kubeadm: kubeadmJson(kubeadm) }),
    findings: findings.map(findingJson),
  };
}

/** Returns this value as text, in parts. `since`: what changed, if the check is compared with an earlier one. */
export function checkJson(result: CheckResult, since?: object): Iterable<string> {
  return jsonParts({ ...checkValue(result), ...(since && { since }) });
}

/** A fleet has many findings, and a finding 80 kB of procedures: those for other kinds of control planes are named only. */
function findingJson({ remedy, ...finding }: Finding): object {
  const chosen = chooseProcedures(remedy, finding.distributions);
  return { ...finding, remedy: { ...remedy, procedures: chosen.shown, otherDistributions: otherKinds(chosen) } };
}

function targetJson(report: TargetReport): object {
  const { target, reports, ca, discovered, insecure, notes, caSource, truncated, fleet } = report;
  return {
    name: target.name,
    labels: target.labels,
    discovered,
    fleetTargets: fleet?.targets ?? null,
    insecure,
    notes,
    truncated,
    apiServers: apiServersJson(report),
    caSource: caSource === undefined ? null : caSourceJson(caSource),
    ca: ca.map(certificateJson),
    endpoints: reports.map(endpointJson),
  };
}

function caSourceJson({ kind, path, named, problem }: CaSource): object {
  return { kind, path: path ?? null, named: named ?? null, problem: problem ?? null };
}

function apiServersJson(report: TargetReport): object | null {
  const servers = apiServersOf(report);
  return servers === undefined
    ? null
    : { probed: servers.probed, total: servers.total ?? null, note: servers.note ?? null };
}

function fileJson({ path, outcome, certificates }: FileReport): object {
  const shown = certificates.map(({ label, certificate }) => ({ label, ...certificateJson(certificate) }));
  return { path, ...outcome, certificates: shown };
}

function servingFileJson(file: ServingFile): object {
  return { target: file.target.name, address: file.address, path: file.path, match: servesFile(file) };
}

function kubeadmJson({ certificates, authorities, server }: KubeadmCheck): object {
  const { state, address, text, place } = server;
  return {
    apiserver: { state, address: address ?? null, text, servesOtherFile: place.otherFile ?? null },
    certificates: certificates.map(kubeadmRowJson),
    authorities: authorities.map(kubeadmRowJson),
  };
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
