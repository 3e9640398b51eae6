import { load } from 'js-yaml';
import t from 'tap';
import { readProjectFile } from '../fixtures/project-file.js';
import { skippedWithout } from '../integration/requires.js';
import { renderChart, template } from './chart.js';

// A key below which every line is a comment is null, and Helm then removes the default.

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}

type Path = readonly string[];
type Mapping = Readonly<Record<string, unknown>>;

const schema = JSON.parse(readProjectFile('deploy/chart/values.schema.json')) as Schema;
const defaults = load(readProjectFile('deploy/chart/values.yaml')) as Mapping;

interface Key {
  readonly path: Path;
  readonly kind: 'section' | 'mapping' | 'value' | 'empty';
}

/** Every key of values.yaml, apart from those of `config` and `alerts`, which have schemas of their own. */
function keysBelow({ properties = {} }: Schema, values: Mapping, path: Path = []): readonly Key[] {
  return Object.entries(values).flatMap(([key, value]): readonly Key[] => {
    const own = { path: [...path, key] };
    if (value === '' || (isObject(value) && Object.keys(value).length === 0)) return [{ ...own, kind: 'empty' }];
    if (!isObject(value) || Array.isArray(value)) return [{ ...own, kind: 'value' }];
    if (key === 'config' || key === 'alerts') return [{ ...own, kind: 'section' }];
    const below = properties[key] ?? {};
    if (below.properties === undefined) return [{ ...own, kind: 'mapping' }];
    return [{ ...own, kind: 'section' }, ...keysBelow(below, value, own.path)];
  });
}

function isObject(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null;
}

const keys = keysBelow(schema, defaults);

function pathsOf(...kinds: readonly Key['kind'][]): readonly Path[] {
  return keys.filter(({ kind }) => kinds.includes(kind)).map(({ path }) => path);
}

/** Values with null at these paths. */
function withoutKeys(paths: readonly Path[], others: object = {}): object {
  const values = structuredClone(others) as Record<string, unknown>;
  for (const path of paths) {
    let at = values;
    for (const key of path.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>;
    at[path.at(-1) ?? ''] = null;
  }
  return values;
}

void t.test('a section, or a value that has a default, cannot be null', skippedWithout('helm'), async (t) => {
  const sections = pathsOf('section');
  const outer = sections.filter((path) => path.length === 1);
  const inner = sections.filter((path) => path.length > 1);
  t.ok(sections.length > 15);
  for (const paths of [outer, inner, pathsOf('value')]) {
    const { code, stderr } = await template({ values: withoutKeys(paths) });
    t.equal(code, 1);
    for (const path of paths) {
      const place = path.slice(0, -1).map((key) => `/${key}`);
      const said = stderr
        .split('\n')
        .find((line) => line.trim().startsWith(`- at '${place.join('')}': missing propert`));
      t.ok(said?.includes(`'${path.at(-1) ?? ''}'`), path.join('.'));
    }
  }
});

void t.test('whatever is empty can be null as well', skippedWithout('helm'), async (t) => {
  const switches = ['nodeFiles', 'serviceMonitor', 'prometheusRule', 'dashboards'];
  const values = {
    replicas: 2,
    openshift: true,
    ...Object.fromEntries(switches.map((key) => [key, { enabled: true }])),
  };
  const empty = pathsOf('empty');
  t.ok(empty.length > 60);
  t.same(await renderChart({ values: withoutKeys(empty, values) }), await renderChart({ values }));
  const mappings = pathsOf('mapping');
  t.ok(mappings.length > 5);
  await t.resolves(renderChart({ values: withoutKeys(mappings, values) }), 'Kubernetes has its own defaults');
});
