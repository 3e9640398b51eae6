import { entrySignsOf } from '../../probe/entry-point.js';
import { processUptime } from '../../probe/process-start.js';
import type { HttpEvidence } from '../../probe/http-answers.js';
import type { Loopback, NameNotHere, NameVerdict, Report, ShownProcess, Trust } from '../../probe/report.js';
import { serverKindOf } from '../../probe/server-kind-of.js';
import { goMessage } from '../../text/go-message.js';
import { isoTime } from '../../text/time-text.js';
import type { GoVerdict } from '../../x509/go-verdict.js';
import { certificateJson } from '../certificate-json.js';

/** Returns an endpoint as it appears in the JSON of `check`. Unknown values are null. */
export function endpointJson(report: Report): object {
  const {
    address,
    serving,
    answers,
    trust,
    loopback,
    names,
    namesNotHere,
    http,
    failures,
    phases,
    truncated,
    tlsVersion = null,
    serverName = null,
  } = report;
  const uptime = processUptime(report);
  return {
    address,
    serverName,
    up: serving !== undefined,
    tlsVersion,
    serving: serving === undefined ? null : certificateJson(serving[0]),
    chain: serving?.slice(1).map(certificateJson) ?? [],
    trust: trustJson(trust),
    loopback: loopbackJson(loopback),
    server: serverKindOf(report) ?? null,
    entryPoint: entrySignsOf(report),
    servers: {
      probes: answers.probes,
      serving: answers.chains.map(([leaf]) => certificateJson(leaf)),
      processes: loopback.state === 'found' ? loopback.processes.map(processJson) : [],
    },
    uptimeSeconds: uptime === undefined ? null : Math.round(uptime),
    names: names.map(nameJson),
    namesNotHere: namesNotHere.map(nameNotHereJson),
    http: http === undefined ? null : httpJson(http),
    failures,
    phases,
    truncated,
  };
}

function trustJson(trust: Trust): object {
  switch (trust.state) {
    case 'trusted':
      return {
        state: trust.state,
        until: isoTime(trust.until),
        path: trust.path.map(certificateJson),
        anchors: trust.anchors.map(certificateJson),
        spare: trust.spare.map(certificateJson),
      };
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

function nameNotHereJson({ name, role, because, shown }: NameNotHere): object {
  return { name, role, because, ...(shown && { shown: certificateJson(shown[0]) }) };
}

function verdictJson(verdict: GoVerdict): object {
  if (verdict.accepted) return { until: isoTime(verdict.until) };
  return { reason: verdict.reason, message: goMessage(verdict) };
}

function loopbackJson(loopback: Loopback): object {
  if (loopback.state !== 'found') return loopback;
  const [, ...rest] = loopback.chain;
  return {
    state: loopback.state,
    processes: loopback.processes.length,
    ...processJson(loopback),
    chain: rest.map(certificateJson),
  };
}

function processJson({ chain: [leaf], startedAt }: ShownProcess) {
  return { startedAt: startedAt === undefined ? null : isoTime(startedAt), ...certificateJson(leaf) };
}

function httpJson({ gitVersion, health, startedAt, clockSkew }: HttpEvidence): object {
  return {
    gitVersion: gitVersion ?? null,
    health,
    startedAt: startedAt === undefined ? null : isoTime(startedAt),
    clockSkewSeconds: clockSkew === undefined ? null : Math.round(clockSkew * 10) / 10,
  };
}
