import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { requires, skippedWithout } from '../integration/requires.js';
import { run } from '../integration/run.js';
import { installMixin, type Mixin, mixinWith } from './mixin.js';

const jsonnet = skippedWithout('jsonnet');
const withPromtool = { ...jsonnet, ...(jsonnet.skip === false ? requires('promtool') : {}) };

function expressionsOf({ prometheusAlerts, prometheusRules }: Mixin): readonly string[] {
  return [...prometheusAlerts.groups, ...prometheusRules.groups].flatMap(({ rules }) => rules.map(({ expr }) => expr));
}

void t.test('a selector is at each metric of the exporter, and promtool accepts it', withPromtool, async (t) => {
  const folder = installMixin(t);
  const before = expressionsOf(await mixinWith(folder));
  const jobs = `{ selector: 'job="mine"', scrapeSelector: 'job=~"own.*"', exporterSelector: 'job="own"' }`;
  const all = await mixinWith(folder, jobs);
  let count = 0;
  for (const [at, expr] of expressionsOf(all).entries()) {
    for (const [whole] of expr.matchAll(/(?<![\w:])(?:apiserver_\w+|up)(?![\w:]).{0,20}/gs)) {
      t.match(whole, /^apiserver_\w+\{job="mine"|^up\{job=~?"own/);
      count += 1;
    }
    const renamed = before[at]
      ?.replaceAll('job=~"apiserver-cert-exporter(-targets)?"', 'job=~"own.*"')
      .replaceAll('job="apiserver-cert-exporter"', 'job="own"');
    t.equal(expr.replaceAll(/\{job="mine"\}|job="mine", /g, ''), renamed, 'and nothing else is changed');
  }
  t.ok(count > 100, `${count} selectors`);
  for (const key of ['prometheusAlerts', 'prometheusRules'] as const) {
    const path = join(folder, `${key}.json`);
    writeFileSync(path, JSON.stringify(all[key]));
    const { code, stdout, stderr } = await run(['promtool', 'check', 'rules', '--lint=all', '--lint-fatal', path]);
    t.equal(code, 0, `${stdout}${stderr}`);
  }
});

void t.test('a threshold changes its alert in its severity alone', jsonnet, async (t) => {
  const folder = installMixin(t);
  const [before, after] = await Promise.all(
    ['{}', '{ thresholds+: { ApiserverTrustEnding+: { warning+: { days: 45.5 } } } }'].map((config) =>
      mixinWith(folder, config),
    ),
  );
  const rulesOf = (mixin: Mixin | undefined) => mixin?.prometheusAlerts.groups.flatMap(({ rules }) => rules) ?? [];
  const changed = rulesOf(after).filter(({ expr }, at) => expr !== rulesOf(before)[at]?.expr);
  t.match(changed, [{ alert: 'ApiserverTrustEnding', labels: { severity: 'warning' }, expr: '45.5 * 86400' }]);
  t.equal(changed.length, 1);
});

void t.test('a key that is not there is an error', jsonnet, async (t) => {
  const folder = installMixin(t);
  const wrong = [
    ['{ selectors: "" }', 'unknown keys ["selectors"], and lacks [ ]'],
    ['{ thresholds+: { ApiserverTrustEnding+: { warning+: { day: 45 } } } }', 'ApiserverTrustEnding.warning.day"]'],
    ['{ thresholds+: { ApiserverTrustEnding: { warning+: { days: 45 } } } }', 'ApiserverTrustEnding.critical.days"]'],
  ] as const;
  for (const [config, said] of wrong) {
    const { message } = await mixinWith(folder, config).then(
      () => new Error('accepted'),
      (error: unknown) => error as Error,
    );
    t.match(message, said, config);
  }
});
