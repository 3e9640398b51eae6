import { setImmediate } from 'node:timers/promises';
import { findingsOf } from '../src/findings/findings-of.js';
import { yearPlan } from '../src/plan/year-plan.js';
import { render } from '../src/metrics/render.js';
import { CostlyChain } from '../src/net/record-gate.js';
import { createBusyTime } from '../src/net/busy-time.js';
import { createServerFlight } from '../src/net/server-flight.js';
import { assembleReport } from '../src/probe/assemble-report.js';
import { judgeShownNames } from '../src/probe/judge-names.js';
import type { JudgeServed } from '../src/probe/probe-chain.js';
import { servingResult } from '../src/probe/probe-serving.js';
import { markupOf } from '../src/web/page/html.js';
import { statusPage } from '../test/fixtures/status-page.js';
import { createDecodeCache } from '../src/x509/decode-cache.js';
import { decodeCertificate } from '../src/x509/decode.js';
import { createGoVerdicts } from '../src/x509/go-verdicts.js';
import { contentTypes, handshakeMessage, record } from '../test/faults/tls-records.js';
import { target } from '../test/fixtures/report.js';
import { wholeText } from '../test/fixtures/whole-text.js';
import { endpointOf } from '../test/probe/endpoint-fixture.js';
import { now } from '../test/x509/go-fixture.js';
import { roots } from './random-chain.js';

const names = ['kubernetes', 'kubernetes.default.svc', '10.96.0.1', 'api.example.com', '0.a.a.example.com'];
const endpoint = endpointOf({ names, ca: roots });
const links = { metrics: 'metrics', docs: 'docs/', runbook: (alert: string) => `docs/runbooks/${alert}.md` };

/** A number of three bytes in front (RFC 5246 7.4.2). */
const vector = (...parts: readonly Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(bytes.length >> 16, (bytes.length >> 8) & 255, bytes.length & 255), bytes]);
};

/** Shows a chain as a server of TLS 1.2 does. Whether it is let through, or is refused because it would take too long. */
function mayReachOpenssl(chain: readonly Uint8Array[]): boolean {
  const message = handshakeMessage(11, vector(...chain.map((der) => vector(der))));
  const { gate } = createServerFlight({
    onSlow: () => undefined,
    busyTime: createBusyTime({ now: () => 0, cpu: () => 0 }),
  });
  try {
    for (let at = 0; at < message.length; at += 16_384) {
      gate(record(contentTypes.handshake, message.subarray(at, at + 16_384)), () => undefined);
    }
    return true;
  } catch (error) {
    if (error instanceof CostlyChain) return false;
    throw error;
  }
}

/** What reads a chain keeps its caches, as the exporter does. */
export function createChainReader(): (chain: readonly Uint8Array[]) => Promise<unknown> {
  const decode = createDecodeCache(decodeCertificate);
  const verdicts = createGoVerdicts();
  const judge: JudgeServed = ({ served, key }) => verdicts({ served, key, roots, now });
  return async (certificates) => {
    if (!mayReachOpenssl(certificates)) return undefined;
    await setImmediate();
    const shaken = { ok: false, reason: 'tls_alert', certificates, times: {} } as const;
    const serving = await servingResult(shaken, { endpoint, decode, judge });
    const { served } = serving;
    const shown = endpoint.names.map((expected) => ({ expected, served }));
    const judged = judgeShownNames(shown, { serving: served, others: [], judge });
    const names = { value: { judged, reason: undefined, asked: true, cut: false }, seconds: 0 };
    const reports = [target(assembleReport(endpoint, { observedAt: now, serving, names }))];
    // Page and metrics are answers to other requests.
    await setImmediate();
    const findings = findingsOf(reports, now);
    const observation = { reports, evidence: { files: [], serving: [] } };
    const plan = yearPlan(observation, now);
    const page = markupOf(statusPage({ version: 'bench', now, observation, findings, plan, links }));
    await setImmediate();
    return [reports, findings, page, await wholeText(render(reports, [], 'text'))];
  };
}
