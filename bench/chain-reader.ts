import { findingsOf } from '../src/findings/findings-of.js';
import { render } from '../src/metrics/render.js';
import { assembleReport } from '../src/probe/assemble-report.js';
import { judgeShownNames } from '../src/probe/judge-names.js';
import type { JudgeServed } from '../src/probe/probe-chain.js';
import { servingResult } from '../src/probe/probe-serving.js';
import { markupOf } from '../src/web/page/html.js';
import { statusPage } from '../src/web/status/status-page.js';
import { createDecodeCache } from '../src/x509/decode-cache.js';
import { decodeCertificate } from '../src/x509/decode.js';
import { createGoVerdicts } from '../src/x509/go-verdicts.js';
import { target } from '../test/fixtures/report.js';
import { endpointOf } from '../test/probe/endpoint-fixture.js';
import { now } from '../test/x509/go-fixture.js';
import { roots } from './random-chain.js';

const names = ['kubernetes', 'kubernetes.default.svc', '10.96.0.1', 'api.example.com', '0.a.a.example.com'];
const endpoint = endpointOf({ names, ca: roots });
const links = { metrics: 'metrics', docs: 'docs/', runbook: (alert: string) => `docs/runbooks/${alert}.md` };

/** What reads a chain keeps its caches, as the exporter does. */
export function createChainReader(): (chain: readonly Uint8Array[]) => Promise<unknown> {
  const decode = createDecodeCache(decodeCertificate);
  const verdicts = createGoVerdicts();
  const judge: JudgeServed = ({ served, key }) => verdicts({ served, key, roots, now });
  return async (certificates) => {
    const shaken = { ok: false, reason: 'tls_alert', certificates, times: {} } as const;
    const serving = await servingResult(shaken, { endpoint, decode, judge });
    const { served } = serving;
    const shown = endpoint.names.map((expected) => ({ expected, served }));
    const judged = judgeShownNames(shown, { serving: served, others: [], judge });
    const names = { value: { judged, reason: undefined, asked: true, cut: false }, seconds: 0 };
    const reports = [target(assembleReport(endpoint, { observedAt: now, serving, names }))];
    const findings = findingsOf(reports, now);
    const observation = { reports, evidence: { files: [], serving: [] } };
    const page = markupOf(statusPage({ version: 'bench', now, observation, findings, links }));
    return [reports, findings, page, await render(reports, [], 'text')];
  };
}
