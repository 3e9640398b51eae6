import fc from 'fast-check';
import t from 'tap';
import { configCheck } from '../../src/cli/config/check.js';
import { inspect } from '../../src/cli/inspect/inspect.js';
import { serve } from '../../src/cli/serve/serve.js';
import { checkJson } from '../../src/cli/check/json.js';
import { checkFilesTable } from '../../src/cli/check/files-table.js';
import { checkFindings } from '../../src/cli/check/findings-text.js';
import { planText } from '../../src/cli/check/plan-text.js';
import { checkSummary } from '../../src/cli/check/summary.js';
import { checkTable } from '../../src/cli/check/table.js';
import { addSeen, judgeWait } from '../../src/cli/check/wait/judge-wait.js';
import { sightingOf } from '../../src/cli/check/wait/sighting.js';
import { waitJson, waitLine } from '../../src/cli/check/wait/wait-result.js';
import type { FileReport } from '../../src/files/file-report.js';
import { findingsOf } from '../../src/findings/findings-of.js';
import { createLogger } from '../../src/log/log.js';
import { planCalendar } from '../../src/plan/plan-calendar.js';
import { yearPlan } from '../../src/plan/year-plan.js';
import { refusal } from '../../src/x509/go-refusal.js';
import { markupOf } from '../../src/web/page/html.js';
import { probeDebug } from '../../src/web/probe-debug.js';
import { statusPage } from '../fixtures/status-page.js';
import { readerOf } from '../web-config/web-config-files.js';
import { certificate, down, loopback, now, report, target, uncoveredName, untrusted } from '../fixtures/report.js';
import { resultWith } from './check/result-fixture.js';
import { runCheck } from './check/run-check.js';
import { answering } from './check/wait/wait-fixture.js';
import { assertPrintable, hostileText, written } from './hostile-text.js';

const everywhere = (property: (text: string) => Promise<void>, numRuns: number): Promise<void> =>
  fc.assert(fc.asyncProperty(hostileText, property), { numRuns });

const nothing = { ok: false, failure: 'missing' } as const;
const failing = () => Promise.resolve(nothing);

void t.test('config check: paths, keys, values', async () => {
  await everywhere(async (text) => {
    const quoted = JSON.stringify(text);
    for (const yaml of [
      text,
      `${quoted}: 1`,
      `targets: [{name: ${quoted}, addresses: [${quoted}], kubeconfig: ${quoted}}]`,
    ]) {
      const bytes = Buffer.from(yaml);
      const read = (path: string) => Promise.resolve(path === text ? ({ ok: true, bytes } as const) : nothing);
      await written('config check', (io) =>
        configCheck(
          { configFile: text, webConfigFile: '/etc/web.yml' },
          { ...io, read, readNow: readerOf({ 'web.yml': yaml }) },
        ),
      );
    }
  }, 100);
});

void t.test('inspect: files, users of kubeconfigs, names', async () => {
  await everywhere(async (text) => {
    const pem = Buffer.from('-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n').toString('base64');
    const yaml = JSON.stringify({
      users: [{ name: text, user: { 'client-certificate-data': pem, 'client-certificate': text } }],
    });
    const environment = {
      readFile: (path: string) =>
        Promise.resolve(path === 'k' ? ({ ok: true, bytes: Buffer.from(yaml) } as const) : nothing),
      fileExists: () => Promise.resolve(true),
      readStdin: failing,
      ...{ now: () => now, color: false, width: 80 },
    };
    for (const output of ['table', 'json'] as const)
      for (const ca of [undefined, text])
        await written('inspect', (io) =>
          inspect(['k', text], { names: [text], output, ca, at: undefined }, io, environment),
        );
  }, 40);
});

void t.test('check: arguments and files', async () => {
  await everywhere(async (text) => {
    const path = text.replaceAll('\0', '');
    for (const options of [{ names: [text] }, { kubeconfig: path }, { configFile: path }, { kubeadmFolder: path }])
      await written('check', async (io) => {
        const { stdout, stderr } = await runCheck('names' in options ? [text] : [], { ...options, timeout: 0.1 });
        if (stdout !== '') io.stdout(stdout);
        for (const line of stderr.split(/(?<=\n)/)) io.stderr(line);
      });
  }, 15);
});

/** Everything that a report has of others. */
function hostileResult(text: string) {
  const subject = certificate({
    subject: `CN=${text}`,
    issuer: text,
    subjectCommonName: text,
    dnsNames: [text],
    notAfter: now + 1,
  });
  const files: readonly FileReport[] = [
    {
      path: text,
      outcome: { state: 'failed', reason: 'malformed', message: text },
      certificates: [{ label: text, certificate: subject }],
    },
  ];
  const reports = [
    report({
      serving: [subject],
      trust: untrusted(text),
      names: [uncoveredName({ name: text, shown: [subject] })],
      loopback: loopback({ subject: text }),
    }),
    down({ address: `${text}:1` }),
  ];
  const whole = { ...target(...reports), target: { name: text, labels: { env: text } }, notes: [text] };
  return resultWith(
    { files, serving: [{ target: whole.target, address: text, path: text, served: subject, held: certificate() }] },
    whole,
  );
}

void t.test('check, status page and debug page: everything that a server or a file says', async () => {
  await everywhere(async (text) => {
    const result = hostileResult(text);
    const table = { now, color: false, width: 100 };
    await written('check', (io) => {
      io.stdout(checkTable(result, table));
      io.stdout(checkFilesTable(result.files, table));
      io.stdout(checkFindings(result.findings, { color: false, width: 100, targets: true }));
      io.stdout(checkSummary(result, false));
      for (const part of checkJson(result)) io.stdout(part);
    });
    const observation = { reports: result.targets, evidence: result };
    const links = { metrics: 'metrics', docs: undefined, runbook: (alert: string) => alert };
    const [findings, plan] = [findingsOf(result.targets, now, result), yearPlan(observation, now)];
    assertPrintable(planText(plan, { ...table, all: true }), 'plan');
    assertPrintable(planCalendar(plan).replaceAll('\r\n', '\n'), 'calendar but for CRLF');
    assertPrintable(markupOf(statusPage({ version: '1', now, observation, findings, plan, links })), 'status page');
    for (const one of result.targets) assertPrintable(probeDebug(one), 'debug page');
  }, 60);
});

void t.test('check, as a wait: what it refuses, and what a server says', async () => {
  await everywhere(async (text) => {
    const wanted = { restart: false, after: now, isGiven: false, names: [text] };
    const names = [uncoveredName({ name: text, verdict: refusal('name', text) })];
    const refused = answering([{ startedAt: now }], { names });
    const last = sightingOf([target(refused)], [text]);
    const seen = addSeen(undefined, last, wanted);
    const state = judgeWait(last, seen, wanted);
    await written('wait', (io) => {
      io.stdout(waitLine({ endpoint: text, wanted, seen, last, state, waited: 1 }));
      io.stdout(waitJson({ endpoint: text, wanted, seen, last, state, waited: 1 }));
    });
    const wait = { restart: true, after: text, seconds: 1, isNamed: true };
    const { stderr } = await runCheck(['127.0.0.1:1'], { wait });
    await written('wait', (io) => io.stderr(stderr));
  }, 60);
});

void t.test('serve: what it refuses, and its log', async () => {
  await everywhere(async (text) => {
    const options = {
      listenAddress: text,
      healthListenAddress: undefined,
      telemetryPath: '/metrics',
      maxRequests: 1,
      enableLifecycle: false,
      logLevel: 'debug',
      logFormat: 'logfmt',
    } as const;
    await written('serve', (io) =>
      serve({ ...options, configFile: text.replaceAll('\0', ''), webConfigFile: `/${text}` }, '1', io),
    );
    for (const format of ['logfmt', 'json'] as const)
      await written('log', ({ stderr }) => {
        createLogger('info', format, stderr).warn({ [text]: text, list: [text], error: new Error(text).message }, text);
      });
  }, 40);
});
