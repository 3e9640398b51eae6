import { caText } from '../probe/ca-text.js';
import { type Phase, phasesInOrder } from '../probe/phases.js';
import { type Probe, type ProbeFailure, type Report, type TargetReport, type Trust } from '../probe/report.js';
import { reasons } from '../probe/reason.js';
import { entrySigns, entrySignsOf } from '../probe/entry-point.js';
import { serverKindOf } from '../probe/server-kind-of.js';
import { serverKinds } from '../servers/server-kind.js';
import { notHereLine, notServedLine } from './not-here-lines.js';
import { printable } from '../text/printable.js';
import { clockText } from '../text/clock-text.js';
import { dateText } from '../text/time-text.js';
import type { Certificate } from '../x509/certificate.js';
import type { GoVerdict } from '../x509/go-verdict.js';

/** More names of a certificate than a person reads. */
const maxNames = 50;

/** The maximum length of a line, in UTF-16 units. A name in a certificate may have a megabyte. */
const maxLine = 500;

/**
 * Describes a probe for people: each phase, what the endpoint showed, what failed and why. Everything in it comes from the report, so it
 * has no secrets.
 */
export function probeDebug({ target, discovered, insecure, notes, caSource, reports }: TargetReport): string {
  const lines = [
    `target ${target.name}`,
    ...Object.entries(target.labels).map(([name, value]) => `  label ${name}=${value}`),
    `  endpoints: ${discovered ? '' : 'possibly incomplete or outdated: '}${reports.length}`,
    ...(insecure ? ['  its kubeconfig switches off verification'] : []),
    ...(caSource === undefined ? [] : [`  clients are taken to trust ${caText(caSource)}`]),
    ...notes.map((note) => `  note: ${note}`),
    ...reports.flatMap(endpointLines),
  ];
  return lines.map((line) => `${clean(line)}\n`).join('');
}

/** Escapes and cuts text from certificates, which may be hostile. */
function clean(line: string): string {
  const text = printable(line.slice(0, maxLine + 1).toWellFormed());
  return line.length > maxLine ? `${text.slice(0, maxLine).toWellFormed()}…` : text;
}

function endpointLines(report: Report): readonly string[] {
  return [
    '',
    `${report.address}, probed at ${dateText(report.observedAt)} UTC`,
    ...serverLines(report),
    ...entrySignsOf(report).map((sign) => `  entry point: ${entrySigns[sign]}`),
    ...phasesInOrder.flatMap((phase) => phaseLines(phase, report)),
  ];
}

function serverLines(report: Report): readonly string[] {
  const server = serverKindOf(report);
  return server === undefined ? [] : [`  server: ${serverKinds[server.kind].text}, because ${server.because}`];
}

/** The contents of a phase: the probe whose failures it shows, and lines about what the endpoint showed. */
const parts: Readonly<Record<Phase, { readonly probe?: Probe; readonly seen: (report: Report) => readonly string[] }>> =
  {
    resolve: { probe: 'resolve', seen: () => [] },
    connect: { seen: () => [] },
    tls: { probe: 'serving', seen: servingLines },
    loopback: { probe: 'loopback', seen: loopbackLines },
    names: { probe: 'name', seen: nameLines },
    http: { probe: 'http', seen: httpLines },
  };

function phaseLines(phase: Phase, report: Report): readonly string[] {
  const { probe, seen } = parts[phase];
  const seconds = report.phases[phase];
  const failures = report.failures.filter((failure) => failure.probe === probe);
  const details = [...seen(report), ...failures.map(failureLine)];
  if (seconds === undefined && details.length === 0) return [];
  const time = seconds === undefined ? '' : `${seconds.toFixed(4)} s`;
  return [`  ${`${phase}:`.padEnd(10)}${time}`.trimEnd(), ...details.map((detail) => `    ${detail}`)];
}

function failureLine({ reason, status }: ProbeFailure): string {
  return `failed: ${reason} (${reasons[reason].meaning}${status === undefined ? '' : `, status ${status}`})`;
}

function servingLines({ serving, serverName, answers, tlsVersion, trust }: Report): readonly string[] {
  const sni = serverName === undefined ? [] : [`SNI ${serverName}`];
  if (serving === undefined) return sni;
  const [leaf, ...rest] = serving;
  const names = [...leaf.dnsNames, ...leaf.ipAddresses, ...leaf.otherNames.map(({ value }) => value)];
  const shown = names.slice(0, maxNames);
  const more = names.length - shown.length;
  return [
    ...sni,
    ...(tlsVersion === undefined ? [] : [tlsVersion]),
    ...certificateLines('serves', leaf),
    ...shown.map((name) => `  SAN ${name}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...rest.flatMap((certificate) => certificateLines('with', certificate)),
    ...trustLines(trust),
    ...answers.chains.slice(1).flatMap(([other]) => certificateLines('another server serves', other)),
  ];
}

function trustLines(trust: Trust): readonly string[] {
  switch (trust.state) {
    case 'trusted':
      return [
        `trust: trusted until ${dateText(trust.until)} UTC`,
        ...trust.path.slice(1).map(({ subject, notAfter }) => `  by ${subject}, to ${dateText(notAfter)} UTC`),
        ...trust.spare.map(({ subject, notAfter }) => `  not needed: ${subject}, to ${dateText(notAfter)} UTC`),
      ];
    case 'untrusted':
      return [`trust: untrusted (${trust.refusal.message})`];
    case 'unknown':
      return [`trust: unknown${trust.refusal ? ` (${trust.refusal.message})` : ''}`];
  }
}

function certificateLines(verb: string, certificate: Certificate): readonly string[] {
  const { subject, issuer, notBefore, notAfter, keyAlgorithm, signatureAlgorithm, fingerprintSha256 } = certificate;
  return [
    `${verb} subject ${subject}`,
    `  issuer ${issuer}`,
    `  valid from ${dateText(notBefore)} to ${dateText(notAfter)} UTC`,
    `  ${keyAlgorithm}, signed with ${signatureAlgorithm}, SHA-256 ${fingerprintSha256}`,
  ];
}

function loopbackLines({ loopback }: Report): readonly string[] {
  switch (loopback.state) {
    case 'found':
      return [
        ...loopback.processes.flatMap(({ chain, startedAt }) => [
          ...certificateLines('serves', chain[0]),
          `  ${startText(startedAt)}`,
        ]),
        `processes seen: ${loopback.processes.length}`,
      ];
    case 'not_served':
      return [notServedLine(loopback.because)];
    case 'not_asked':
      return [`not probed: ${loopback.because}`];
    case 'failed':
      return [];
  }
}

function startText(startedAt: number | undefined): string {
  return startedAt === undefined
    ? 'its CN and its dates disagree: the start of the process is unknown'
    : `the process started at ${dateText(startedAt)} UTC`;
}

function nameLines({ names, namesNotHere }: Report): readonly string[] {
  const judged = names.map(({ name, role, covered, verdict, shown }) => {
    const state = covered === undefined ? 'unknown' : covered ? 'covered' : 'NOT covered';
    const other = shown ? `, by another certificate, SHA-256 ${shown[0].fingerprintSha256}` : '';
    return `${name} (${role}): ${state}${other}${verdict ? verdictText(verdict) : ''}`;
  });
  return [...judged, ...namesNotHere.map(notHereLine)];
}

function verdictText(verdict: GoVerdict): string {
  return verdict.accepted ? `, accepted until ${dateText(verdict.until)} UTC` : `, REFUSED: ${verdict.message}`;
}

function httpLines({ http }: Report): readonly string[] {
  if (http === undefined) return [];
  const { gitVersion = 'unknown', health, startedAt, clockSkew } = http;
  const failing = health.filter(({ healthy }) => !healthy).map(({ check }) => check);
  return [
    `version: ${gitVersion}`,
    `health checks: ${health.length || 'unknown'}${failing.length > 0 ? `, failing: ${failing.join(', ')}` : ''}`,
    ...(startedAt === undefined ? [] : [`the process reports that it started at ${dateText(startedAt)} UTC`]),
    ...(clockSkew === undefined ? [] : [`its clock is ${clockText(clockSkew)}`]),
  ];
}
