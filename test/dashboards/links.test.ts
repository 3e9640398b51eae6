import { existsSync } from 'node:fs';
import t from 'tap';
import { runbook } from '../../dashboards/runbook.js';
import { tag, uids } from '../../dashboards/uids.js';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { committed, type LinkJson, panelsOf } from './dashboard-json.js';

const everything = committed.map(([path]) => readProjectFile(path)).join('\n');

void t.test('each dashboard has the uid by which alerts and other dashboards link to it', (t) => {
  t.same(
    committed.map(([, { uid }]) => uid),
    Object.values(uids),
  );
  const linked = `${everything}${readProjectFile('config/alerts.yml')}`.matchAll(/\/d\/([\w-]+)/g);
  const known: ReadonlySet<string> = new Set(Object.values(uids));
  const unknown = [...linked].map(([, uid = '']) => uid).filter((uid) => !known.has(uid));
  t.same(unknown, []);
  t.end();
});

void t.test('the variables that links set exist in the linked dashboard', (t) => {
  const variables = new Map(
    committed.map(([, { uid, templating }]) => [uid, new Set(templating.list.map(({ name }) => name))]),
  );
  const links = `${everything}${readProjectFile('config/alerts.yml')}`.matchAll(/\/d\/([\w-]+)\?(\S+)/g);
  const set = [...links].flatMap(([, uid = '', query = '']) =>
    [...query.matchAll(/(?:var-|\$\{)(\w+)(?:=|:queryparam)/g)].map(([, name = '']) => ({ uid, name })),
  );
  t.ok(set.length > 0);
  t.same(
    set.filter(({ uid, name }) => variables.get(uid)?.has(name) !== true),
    [],
  );
  t.end();
});

void t.test('each dashboard has the tag, and links to the others with the data source, job and instance alone', (t) => {
  const kept = '${datasource:queryparam}&${job:queryparam}&${instance:queryparam}';
  for (const [path, { uid, tags, links }] of committed) {
    t.same(tags, [tag], path);
    const others = Object.values(uids).filter((each) => each !== uid);
    t.match(links, [...others.map((each) => ({ url: `/d/${each}?${kept}`, keepTime: true })), { title: 'Runbooks' }]);
    t.equal(links.length, 3, path);
  }
  t.end();
});

/** The links that Grafana shows: those of dashboards and panels, and those of cells and series, which are in the JSON as properties. */
function linksOf(value: unknown): readonly LinkJson[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value).flatMap(([key, item]) => (key === 'links' ? listOf(item) : []));
  const { id, value: of } = value as { readonly id?: unknown; readonly value?: unknown };
  const property = id === 'links' ? listOf(of) : [];
  return [...own, ...property, ...Object.values(value).flatMap(linksOf)] as readonly LinkJson[];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

void t.test('no link carries the selected target into another dashboard, but a cell links to its own', (t) => {
  const ownTarget = 'var-target=${__data.fields["Target"]:percentencode}';
  const links = committed.flatMap(([, dashboard]) => linksOf(dashboard));
  t.ok(links.length > 30);
  t.ok(links.some(({ url = '' }) => url.includes(ownTarget)));
  const carries = ({ type, url = '', includeVars }: LinkJson): boolean =>
    type === 'dashboards' ||
    includeVars === true ||
    /var-target|\$\{?target\b|__all_variables/.test(url.replace(ownTarget, ''));
  t.same(links.filter(carries), []);
  t.end();
});

void t.test('every linked runbook exists', (t) => {
  const pages = everything
    .split(runbook('README').replace('README.md', ''))
    .slice(1)
    // In the table of alerts, Grafana fills in the name of the alert.
    .filter((rest) => !rest.startsWith('${__value.text}.md'))
    .map((rest) => /^\w+\.md/.exec(rest)?.[0] ?? rest.slice(0, 80));
  t.ok(pages.length > 20);
  t.same(
    pages.filter((page) => !existsSync(projectFile(`docs/runbooks/${page}`))),
    [],
  );
  t.end();
});

void t.test('a click in a table refers to a column that it has', (t) => {
  const lost = committed.flatMap(([, dashboard]) =>
    panelsOf(dashboard)
      .filter(({ type }) => type === 'table')
      .flatMap(({ title, transformations = [], fieldConfig: { overrides }, options }) => {
        const shown = Object.values(transformations[1]?.options.renameByName ?? {});
        const named = [...JSON.stringify(overrides).matchAll(/__data\.fields\[\\\\\\?"(.*?)\\\\\\?"\]/g)].map(
          ([, name = '']) => name,
        );
        const sorted = (options?.sortBy ?? []).map(({ displayName }) => displayName);
        const matched = overrides.map(({ matcher }) => matcher.options);
        return [...named, ...sorted, ...matched]
          .filter((name) => !shown.includes(name))
          .map((name) => `${title}: ${name}`);
      }),
  );
  t.same(lost, []);
  t.end();
});
