import t from 'tap';
import { ofTargets } from '../../dashboards/queries/select.js';
import { targetRank } from '../../dashboards/queries/target-rank.js';
import { all } from './fill-in.js';
import { evaluate } from './promtool.js';

const day = 86_400;

/** Targets, the worst first: the days that the serving and the loopback certificate have left, and whether a name is refused. */
const targets = [
  { name: 'refused-and-ending', serving: 300, loopback: 4, refused: true },
  { name: 'refused', serving: 300, loopback: 200, refused: true },
  { name: 'critical', serving: 3, loopback: 200, refused: false },
  { name: 'critical-later', serving: 300, loopback: 5, refused: false },
  { name: 'warning', serving: 20, loopback: 200, refused: false },
  { name: 'fine', serving: 100, loopback: 200, refused: false },
  { name: 'fine-later', serving: 150, loopback: 200, refused: false },
] as const;

type Target = (typeof targets)[number];

function seriesOf({ name, refused, ...days }: Target): Readonly<Record<string, string>> {
  const labels = `target="${name}", address="a", job="j", instance="i"`;
  const prefix = 'apiserver_endpoint_certificate_not';
  const certificates = (['serving', 'loopback'] as const).flatMap((kind) => [
    [`${prefix}_after_timestamp_seconds{certificate="${kind}", ${labels}}`, String(days[kind] * day)],
    [`${prefix}_before_timestamp_seconds{certificate="${kind}", ${labels}}`, String((days[kind] - 365) * day)],
  ]);
  const refusal = `apiserver_endpoint_refused{name="n", role="client", reason="expired", ${labels}}`;
  return Object.fromEntries([
    [`apiserver_target_discovery_success{target="${name}", job="j", instance="i"}`, '1'],
    ...certificates,
    ...(refused ? [[refusal, '1']] : []),
  ]) as Record<string, string>;
}

/** The state, and 0.5 where a name is refused, and up to 0.4 for the first end within a year. */
function rankOf({ serving, loopback, refused }: Target): number {
  const critical = refused || serving < 7 || loopback < 14;
  const state = critical ? 3 : Number(serving < 30);
  return state + (refused ? 0.5 : 0) + 0.4 * (1 - Math.min(serving, loopback) / 365);
}

void t.test('targets are ordered by state, refusal and first end', (t) => {
  const ranks = targets.map(rankOf);
  t.same(
    ranks,
    ranks.toSorted((a, b) => b - a),
    'the order of the table above',
  );
  evaluate(t, {
    series: Object.assign({}, ...targets.map(seriesOf)) as Record<string, string>,
    // Whole numbers, because promtool compares exactly.
    expr: `round(1000 * ${targetRank(ofTargets)})`,
    choice: { job: all, instance: all, target: all },
    at: '0s',
    rows: Object.fromEntries(targets.map((target) => [`{target="${target.name}"}`, Math.round(1000 * rankOf(target))])),
  });
  t.end();
});
