import t from 'tap';
import { configSchema } from '../../src/config/schema.js';
import { schemaKeys } from '../../scripts/schema-keys.js';
import { readProjectFile } from '../fixtures/project-file.js';

interface JsonSchema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

const schema = JSON.parse(readProjectFile('deploy/chart/values.schema.json')) as JsonSchema;

/** Every key below a schema, as paths. `targets` is a mapping by name in the chart, and a list in the exporter's configuration. */
function keysBelow(from: JsonSchema, path = ''): readonly string[] {
  const name = from.$ref?.replace('#/definitions/', '');
  const at = name === undefined ? from : (schema.definitions?.[name] ?? {});
  const own = Object.entries(at.properties ?? {}).flatMap(([key, value]) => {
    const below = path === '' ? key : `${path}.${key}`;
    return [below, ...keysBelow(value, below)];
  });
  const others = [at.items, at.additionalProperties, ...(at.anyOf ?? [])].filter((each) => typeof each === 'object');
  return [...own, ...others.flatMap((each) => keysBelow(each, path))];
}

/** Where the chart has keys of its own: a switch, and references to Secrets and ConfigMaps. */
const ofTheChart = /^targets\.enabled$|\.(secretKeyRef|configMapKeyRef|secretRef)(\.|$)/;

/** Folders of a node are mounted where nodeFiles says, so `files` lists the paths. */
const notInPods = ['kubeadm'];

void t.test("the chart's schema has every key of the configuration, and no other", (t) => {
  const config = schema.definitions?.['config'] ?? {};
  const chart = keysBelow(config).filter((path) => !ofTheChart.test(path));
  const exporter = schemaKeys(configSchema).map(({ path }) => path);
  t.ok(chart.length > 30);
  t.same([...new Set(chart)].sort(), exporter.filter((path) => !notInPods.includes(path)).sort());
  t.end();
});
