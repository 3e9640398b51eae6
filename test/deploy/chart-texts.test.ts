import { load } from 'js-yaml';
import t from 'tap';
import { skippedWithout } from '../integration/requires.js';
import { renderChart } from './chart.js';

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

interface Words {
  /** It is every name. */
  readonly name: string;
  /** It is in every text that is not a name. */
  readonly text: string;
}

const plain: Words = { name: 'some-name', text: 'some-text' };

/** What YAML reads as something else than text, unless it is quoted. */
const odd: readonly Words[] = [
  { name: '1e3', text: 'a: b' },
  { name: '123', text: 'a #b' },
  { name: 'true', text: `it's "so"` },
  { name: 'null', text: '- a' },
  { name: '0x1f', text: String.raw`a\n{b: c}, [d]` },
];

const valuesWith = ({ name, text }: Words): object => ({
  nameOverride: name,
  namespaceOverride: name,
  commonLabels: { team: name },
  commonAnnotations: { note: text },
  image: { registry: '', repository: name, tag: name },
  imagePullSecrets: [{ name }],
  config: {
    targets: {
      kubernetes: { enabled: false },
      [text]: {
        addresses: [name],
        labels: { env: text },
        ca: { secretKeyRef: { name, key: name } },
        kubeconfig: { configMapKeyRef: { name, key: name } },
      },
    },
  },
  rbac: { discovery: true, aggregated: true, clusterApi: true, clusterApiNamespaces: [name] },
  serviceAccount: { name },
  web: { telemetryPath: `/${text}`, tls: { secretName: name, certKey: name } },
  kind: 'StatefulSet',
  priorityClassName: name,
  extraArgs: [text],
  nodeFiles: { enabled: true, folders: [`/${text}`], serviceAccount: { name } },
  serviceMonitor: { enabled: true, namespace: name, tlsConfig: { serverName: name } },
  prometheusRule: { enabled: true, namespace: name, alertLabels: { team: text } },
});

/** The objects of a release, with files of ConfigMaps and Secrets as values, and without their checksums. */
async function rendered(words: Words): Promise<Json> {
  const objects = await renderChart({ release: words.name, values: valuesWith(words) });
  return JSON.parse(JSON.stringify(objects), (key, value: Json) => {
    if (key.startsWith('checksum/')) return undefined;
    return typeof value === 'string' && key.endsWith('.yml') ? load(value) : value;
  }) as Json;
}

/** A value with every text in it changed, keys too. */
function withTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each: Json) => withTexts(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [change(key), withTexts(each, change)]));
}

void t.test('a text of the values is that text in every object, whatever it is', skippedWithout('helm'), async (t) => {
  const usual = await rendered(plain);
  const all = JSON.stringify(usual);
  t.ok(all.split(plain.name).length > 100);
  t.ok(all.split(plain.text).length > 20);
  for (const words of odd) {
    const expected = withTexts(usual, (text) =>
      text.replaceAll(plain.name, () => words.name).replaceAll(plain.text, () => words.text),
    );
    t.same(await rendered(words), expected, JSON.stringify(words));
  }
});

void t.test('a release with dots has objects without', skippedWithout('helm'), async (t) => {
  const objects = await renderChart({ release: 'certs.east' });
  t.same(new Set(objects.map(({ metadata }) => metadata.name)), new Set(['certs-east-apiserver-cert-exporter']));
});
