import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import * as v from 'valibot';
import { configSchema } from '../../src/config/schema.js';
import { parseDocument } from '../../src/document/document.js';
import { checkFamilies } from '../../src/metrics/check-families.js';
import { skippedWithout } from '../integration/requires.js';
import { template } from '../deploy/chart.js';
import { requireTool } from '../fixtures/tool.js';
import { nothingToMend } from '../fixtures/to-mend.js';
import { metricNames } from '../rules/catalogue.js';
import { blocksOf } from './commands/blocks.js';
import { allPages } from './commands/pages.js';

interface Example {
  readonly place: string;
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** YAML on the pages that is a mapping, such as a whole configuration. */
const examples: readonly Example[] = allPages().flatMap((path) =>
  blocksOf(readFileSync(path, 'utf8')).flatMap(({ at, language, lines }) => {
    if (!['yaml', 'indented'].includes(language)) return [];
    const text = lines.join('\n');
    const parsed = parseDocument(Buffer.from(text), path);
    const value: unknown = parsed.ok ? parsed.document.value : undefined;
    return isMapping(value) ? [{ place: `${path}:${at + 1}`, text, value }] : [];
  }),
);

function isMapping(value: unknown): value is Example['value'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const having = (...keys: readonly string[]): readonly Example[] =>
  examples.filter(({ value }) => keys.some((key) => Object.hasOwn(value, key)));

void t.test('each configuration of the exporter is valid', (t) => {
  const configurations = having('targets', 'files', 'kubeadm');
  t.ok(configurations.length > 8);
  for (const { place, value } of configurations)
    t.same(
      v.safeParse(configSchema, value).issues?.map(({ message }) => message),
      undefined,
      place,
    );
  t.end();
});

void t.test('promtool accepts each configuration of Prometheus', (t) => {
  const promtool = requireTool(t, 'promtool');
  const configurations = having('scrape_configs', 'alerting');
  t.ok(configurations.length > 1);
  const folder = t.testdir({
    ...Object.fromEntries(configurations.map(({ text }, at) => [`${at}.yml`, text])),
    // What the command `export` writes, and what lies beside the examples in config.
    ...{ rules: { 'alerts.yml': readFileSync('config/alerts.yml') }, 'alerts.yml': readFileSync('config/alerts.yml') },
  });
  for (const [at, { place }] of configurations.entries()) {
    if (promtool === undefined) break;
    const { status, stderr } = spawnSync(promtool, ['check', 'config', join(folder, `${at}.yml`)], {
      encoding: 'utf8',
    });
    t.equal(status, 0, `${place}: ${stderr}`);
  }
  t.end();
});

void t.test('the chart takes each example of values', skippedWithout('helm'), async (t) => {
  const values = having('config');
  t.ok(values.length > 2);
  for (const { place, value } of values) {
    const { code, stderr } = await template({ values: value });
    t.equal(code, 0, `${place}: ${stderr}`);
  }
});

void t.test('each metric that a page names is there', async (t) => {
  const known = new Set([...(await metricNames()), ...checkFamilies.map(({ name }) => name)]);
  const named = allPages().flatMap((path) =>
    [
      ...readFileSync(path, 'utf8').matchAll(/`(apiserver_(?:cert_exporter|endpoint|file|fleet|target)_[a-z\d_]+)\b/g),
    ].map(([, name = '']) => ({ path, name: name.replace(/_(?:bucket|count|sum)$/, '') })),
  );
  t.ok(named.length > 100);
  nothingToMend(
    t,
    named.filter(({ name }) => !known.has(name)).map(({ path, name }) => `${path}: there is no metric ${name}`),
  );
});

void t.test('the addresses of the project are those of package.json', (t) => {
  const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly repository: string };
  const home = repository.replace('github:', '');
  const all = execFileSync(
    'git',
    ['grep', '-hoE', '(github\\.com|ghcr\\.io)/[a-z-]*cert-exporter[a-z-]*/[a-z/-]*', '--', '*.md'],
    {
      encoding: 'utf8',
    },
  );
  const addresses = new Set(all.trim().split('\n'));
  t.ok(addresses.size > 2);
  for (const address of addresses) {
    const [owner] = home.split('/');
    t.ok(address.startsWith(`github.com/${home}`) || address.startsWith(`ghcr.io/${owner ?? ''}/`), address);
  }
  t.end();
});
