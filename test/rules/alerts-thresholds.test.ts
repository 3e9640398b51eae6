import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { leadOf, type Thresholds, thresholds } from '../../src/findings/severity/thresholds.js';
import { requireTool } from '../fixtures/tool.js';
import { alerts } from './committed-rules.js';

const run = promisify(execFile);

/** A certificate that ends `left` seconds from now. */
interface Case {
  readonly lifetime: number;
  readonly left: number;
  readonly renewalShare: number | undefined;
}

interface Kind {
  readonly alert: string;
  readonly metric: 'endpoint' | 'file';
  /** The label `certificate`. */
  readonly certificate: string;
  readonly levels: Thresholds;
  readonly recorded?: string;
}

const kinds: readonly Kind[] = [
  ...['serving', 'name'].map((certificate) => ({
    alert: 'ApiserverServingCertificateEnding',
    metric: 'endpoint' as const,
    certificate,
    levels: thresholds.serving,
    recorded: 'certificate:apiserver_renewal_ratio:last',
  })),
  {
    alert: 'ApiserverFileCertificateEnding',
    metric: 'file',
    certificate: '1',
    levels: thresholds.file,
    recorded: 'file:apiserver_certificate_renewal_ratio:last',
  },
  {
    alert: 'ApiserverLoopbackCertificateEnding',
    metric: 'endpoint',
    certificate: 'loopback',
    levels: thresholds.loopback,
  },
];

const lifetimes = fc.oneof(
  fc.constantFrom(3600, 86_400, 5 * 86_400, 10 * 86_400, 12 * 86_400, 30 * 86_400, 365 * 86_400),
  fc.integer({ min: 1, max: 14 * 86_400 }),
  fc.integer({ min: 1, max: 4000 * 86_400 }),
);
const renewalShares = fc.option(
  fc.oneof(
    fc.constantFrom(0, 0.05, 0.25, 0.5, 0.667, 0.9),
    fc.integer({ min: 0, max: 1000 }).map((each) => each / 1000),
  ),
  { nil: undefined },
);

/** Many of them right before or after a lead of some kind. */
const cases: fc.Arbitrary<Case> = fc
  .tuple(lifetimes, renewalShares, fc.constantFrom<Thresholds>(...Object.values(thresholds)))
  .chain(([lifetime, renewalShare, levels]) => {
    const life = { notBefore: 0, notAfter: lifetime, renewalShare };
    const near = [levels.warning, levels.critical]
      .flatMap((level) => [leadOf(level, life), leadOf(level, { ...life, renewalShare: undefined })])
      .flatMap((lead) => [Math.floor(lead) - 1, Math.floor(lead), Math.floor(lead) + 1]);
    const left = fc.oneof(fc.integer({ min: 0, max: lifetime }), fc.constantFrom(...near.filter((each) => each >= 0)));
    return left.map((each) => ({ lifetime, renewalShare, left: each }));
  });

/** A test for promtool, in which it is the second 0. */
function testOf(kind: Kind, all: readonly Case[]): object {
  const { alert, metric, certificate, levels, recorded } = kind;
  const place = metric === 'file' ? 'path' : 'address';
  const labels = (at: number) => `{${place}="${at}", certificate="${certificate}"}`;
  const series = (name: string, at: number, value: number) => ({ series: `${name}${labels(at)}`, values: `${value}` });
  const timestamp = (which: string) => `apiserver_${metric}_certificate_${which}_timestamp_seconds`;
  return {
    name: `${alert} ${certificate}`,
    interval: '1m',
    input_series: all.flatMap(({ lifetime, left, renewalShare }, at) => [
      series(timestamp('not_after'), at, left),
      series(timestamp('not_before'), at, left - lifetime),
      ...(recorded === undefined || renewalShare === undefined ? [] : [series(recorded, at, renewalShare)]),
    ]),
    promql_expr_test: (['warning', 'critical'] as const).map((severity) => ({
      expr: alerts.find((rule) => rule.alert === alert && rule.labels['severity'] === severity)?.expr,
      eval_time: '0s',
      exp_samples: all.flatMap(({ lifetime, left, renewalShare }, at) => {
        const lead = leadOf(levels[severity], { notBefore: left - lifetime, notAfter: left, renewalShare });
        return left < lead ? [{ labels: labels(at), value: left }] : [];
      }),
    })),
  };
}

void t.test('the rules judge each certificate as the rest of the program does', async (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const seed = Number(process.env['THRESHOLDS_SEED'] ?? Date.now() % 2 ** 31);
  t.comment(`THRESHOLDS_SEED=${seed}`);
  const all = fc.sample(cases, { numRuns: 500, seed });
  const folder = t.testdir({
    'rules.json': JSON.stringify({ groups: [] }),
    'tests.json': JSON.stringify({ rule_files: ['rules.json'], tests: kinds.map((kind) => testOf(kind, all)) }),
  });
  await t.resolves(run(promtool, ['test', 'rules', join(folder, 'tests.json')], { maxBuffer: 64 * 1024 * 1024 }));
});
