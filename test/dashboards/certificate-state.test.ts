import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { certificateState } from '../../dashboards/queries/certificate-state.js';
import { ofTargets } from '../../dashboards/queries/select.js';
import { isExpired } from '../../src/x509/validity.js';
import {
  endingSeverity,
  leadOf,
  type Life,
  thresholds,
  type Thresholds,
} from '../../src/findings/severity/thresholds.js';
import { requireTool } from '../fixtures/tool.js';
import { all, fillIn } from './fill-in.js';

const day = 86_400;
/** The kinds of certificates, and whose thresholds they have. */
const kinds: Readonly<Record<'serving' | 'name' | 'loopback', Thresholds>> = {
  serving: thresholds.serving,
  name: thresholds.serving,
  loopback: thresholds.loopback,
};
type Kind = keyof typeof kinds;

/** The series that say what the end of a certificate breaks, beside those of the certificate. */
const servers = {
  breaks: 'apiserver_endpoint_server_info{kind="aggregated", loopback_end="breaks", ',
  may_break: 'apiserver_endpoint_server_info{kind="aggregated", loopback_end="may_break", ',
  harmless: 'apiserver_endpoint_server_info{kind="metrics-server", loopback_end="harmless", ',
  unverified: 'apiserver_endpoint_unverified{',
} as const;
type Server = keyof typeof servers;

interface Case extends Life {
  readonly certificate: Kind;
  readonly server?: Server;
}

/** Lifetimes of a day to ten years, and times on both sides of each threshold. Now is 0, where promtool starts. */
const ofLives: readonly Case[] = (Object.keys(kinds) as Kind[]).flatMap((certificate) =>
  [1, 5, 30, 365, 3650].flatMap((days) =>
    [undefined, 0, 0.04, 0.0625, 0.375, 0.5, 0.875].flatMap((renewalShare) => {
      const life = days * day;
      const { warning, critical } = kinds[certificate];
      const leads = [warning, critical].map((level) =>
        Math.ceil(leadOf(level, { notBefore: 0, notAfter: life, renewalShare })),
      );
      const left = [...leads.flatMap((lead) => [lead - 1, lead]), 0, -1, life, life + 1];
      return left.map((notAfter) => ({ certificate, notAfter, notBefore: notAfter - life, renewalShare }));
    }),
  ),
);

const ofServers: readonly Case[] = (Object.keys(servers) as Server[]).flatMap((server) =>
  (Object.keys(kinds) as Kind[]).flatMap((certificate) =>
    [-1, 2 * day, 20 * day, 300 * day].map((notAfter) => ({
      server,
      certificate,
      notAfter,
      notBefore: notAfter - 365 * day,
      renewalShare: undefined,
    })),
  ),
);

const cases = [...ofLives, ...ofServers];

function expected({ server, ...one }: Case): number {
  const state = ofLife(one);
  const isLoopback = one.certificate === 'loopback';
  if (server === 'unverified') return isLoopback ? state : Number(state >= 3);
  if (!isLoopback || server === undefined || server === 'breaks') return state;
  return server === 'harmless' ? 0 : Math.min(state, 1);
}

function ofLife({ certificate, ...life }: Omit<Case, 'server'>): number {
  if (isExpired(life, 0)) return 3;
  const ending = { critical: 2, warning: 1, none: 0 }[endingSeverity(life, kinds[certificate], 0) ?? 'none'];
  return life.notBefore > 0 ? 4 + ending : ending;
}

const prefix = 'apiserver_endpoint_certificate';

void t.test('the state of a certificate is the same as for findings and alerts', (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool !== undefined) evaluate(t, promtool);
  t.end();
});

function evaluate(t: Test, promtool: string): void {
  const labels = ({ certificate }: Case, i: number): string =>
    `{address="a${i}", certificate="${certificate}", target="x"}`;
  const series = (one: Case, i: number) => {
    const scraped = labels(one, i).replace('}', ', job="j", instance="i"}');
    const server = one.server && `${servers[one.server]}address="a${i}", target="x", job="j", instance="i"}`;
    return [
      ...(server === undefined ? [] : [{ series: server, values: '1' }]),
      { series: `${prefix}_not_after_timestamp_seconds${scraped}`, values: String(one.notAfter) },
      { series: `${prefix}_not_before_timestamp_seconds${scraped}`, values: String(one.notBefore) },
      ...(one.renewalShare === undefined
        ? []
        : [{ series: `${prefix}_renewal_ratio${scraped}`, values: String(one.renewalShare) }]),
    ];
  };
  const rows = cases.map((one, i) => ({ labels: labels(one, i), value: expected(one) }));
  t.same(new Set(rows.map(({ value }) => value)), new Set([0, 1, 2, 3, 4]), 'every state is among the cases');
  const test = {
    tests: [
      {
        interval: '1m',
        input_series: cases.flatMap(series),
        promql_expr_test: [
          {
            expr: fillIn(certificateState(ofTargets), { job: all, instance: all, target: all }),
            eval_time: '0s',
            exp_samples: rows,
          },
        ],
      },
    ],
  };
  const folder = t.testdir({ 'test.json': JSON.stringify(test) });
  t.match(execFileSync(promtool, ['test', 'rules', join(folder, 'test.json')], { encoding: 'utf8' }), 'SUCCESS');
}
