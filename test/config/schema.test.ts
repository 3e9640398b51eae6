import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import t from 'tap';
import * as v from 'valibot';
import { loadConfig } from '../../src/config/load.js';
import { configSchema } from '../../src/config/schema.js';
import { formatProblem } from '../../src/document/problem.js';
import { schemaKeys } from '../../scripts/schema-keys.js';
import { filesReader, yamlProblems } from './yaml-problems.js';

const targets = 'targets: [{name: a, addresses: [b]}]';

/** The keys of a mapping, as problems list them. */
function keysOf(path: string): string {
  const depth = path === '' ? 0 : path.split('.').length;
  const inside = schemaKeys(configSchema).filter((key) => path === '' || key.path.startsWith(`${path}.`));
  const names = inside.map((key) => key.path.split('.').slice(depth));
  return names.flatMap((rest) => (rest.length === 1 ? rest : [])).join(', ');
}

void t.test('defaults', (t) => {
  t.match(v.parse(configSchema, { targets: [{ name: 'a', addresses: ['b'] }] }), {
    targets: [{ name: 'a', addresses: [{ host: { kind: 'dns', text: 'b' }, port: 6443 }], names: [], labels: {} }],
    probe: { timeout: 5, concurrency: 32, loopback: true, http: true },
  });
  t.end();
});

void t.test('one invalid file for each rule', async (t) => {
  const known = keysOf('');
  const probeKeys = keysOf('probe');
  const duration = 'a duration from 10ms to 10m, such as 5s or 1m30s';
  const count = 'a whole number from 1 to 1024';
  const table: readonly [yaml: string, ...problems: string[]][] = [
    [targets],
    [`${targets}\nprobe: {timeout: 10ms, concurrency: 1, loopback: false}`],
    [`${targets}\nprobe: {timeout: 10m, concurrency: 1024}`],
    ['foo', `1:1: found "foo", expected a mapping with the keys ${known}`],
    ['[]', `1:1: found an empty list, expected a mapping with the keys ${known}`],
    ['{}', '1:1: found an empty mapping, expected at least one of targets, files and kubeadm'],
    ['target: []', '1:1: target: unknown key, did you mean targets?'],
    [`${targets}\nmodules: []`, `2:1: modules: unknown key, expected one of ${known}`],
    [`${targets}\n"a\\nb": 1`, `2:1: ["a\\nb"]: unknown key, expected one of ${known}`],
    [`${targets}\n1: 2`, `2:1: 1: unknown key, expected one of ${known}`],
    ['targets:', '1:1: targets: found nothing, expected a list of at most 10000 targets'],
    ['targets: []', '1:1: found a mapping of 1 key, expected at least one of targets, files and kubeadm'],
    ['targets: {}', '1:10: targets: found an empty mapping, expected a list of at most 10000 targets'],
    [
      `targets: [${'1,'.repeat(10_001)}]`,
      '1:10: targets: found a list of 10001, expected a list of at most 10000 targets',
    ],
    [`${targets}\nprobe:`, `2:1: probe: found nothing, expected a mapping with the keys ${probeKeys}`],
    [`${targets}\nprobe: []`, `2:8: probe: found an empty list, expected a mapping with the keys ${probeKeys}`],
    [`${targets}\nprobe: {timout: 5s}`, '2:9: probe.timout: unknown key, did you mean timeout?'],
    [`${targets}\nprobe: {allow: []}`, `2:9: probe.allow: unknown key, expected one of ${probeKeys}`],
    [`${targets}\nprobe: {timeout: 5}`, `2:18: probe.timeout: found the number 5, expected ${duration}`],
    [`${targets}\nprobe: {timeout: }`, `2:9: probe.timeout: found nothing, expected ${duration}`],
    [`${targets}\nprobe: {timeout: 9ms}`, `2:18: probe.timeout: found "9ms", expected ${duration}`],
    [`${targets}\nprobe: {timeout: 601s}`, `2:18: probe.timeout: found "601s", expected ${duration}`],
    [`${targets}\nprobe: {timeout: 5 s}`, `2:18: probe.timeout: found "5 s", expected ${duration}`],
    [`${targets}\nprobe: {concurrency: 0}`, `2:22: probe.concurrency: found the number 0, expected ${count}`],
    [`${targets}\nprobe: {concurrency: 1025}`, `2:22: probe.concurrency: found the number 1025, expected ${count}`],
    [`${targets}\nprobe: {concurrency: 1.5}`, `2:22: probe.concurrency: found the number 1.5, expected ${count}`],
    [`${targets}\nprobe: {concurrency: .nan}`, `2:22: probe.concurrency: found the number NaN, expected ${count}`],
    [`${targets}\nprobe: {concurrency: "5"}`, `2:22: probe.concurrency: found "5", expected ${count}`],
    [
      `${targets}\nprobe: {allowNetworks: [10.225.0.0/33]}`,
      '2:25: probe.allowNetworks[0]: found "10.225.0.0/33", expected a network such as 10.225.0.0/16 or fd00:225::/64',
    ],
    [`${targets}\nprobe: {loopback: yes}`, '2:19: probe.loopback: found "yes", expected true or false'],
    [`${targets}\nprobe: {loopback: 1}`, '2:19: probe.loopback: found the number 1, expected true or false'],
  ];
  for (const [yaml, ...problems] of table) t.same(await yamlProblems(yaml), problems, yaml.slice(0, 80));
});

void t.test('all problems together, in the order of the file', async (t) => {
  t.same(
    await yamlProblems(
      'probe: {loopback: 1, timeout: 2}\ntargets:\n  - {addresses: [b c], name: ""}\n  - 1\nmodules: []\n',
    ),
    [
      '1:19: probe.loopback: found the number 1, expected true or false',
      '1:31: probe.timeout: found the number 2, expected a duration from 10ms to 10m, such as 5s or 1m30s',
      '3:18: targets[0].addresses[0]: found "b c", expected host, host:port, [IPv6]:port or https URL without path',
      '3:30: targets[0].name: found "", expected text of 1 to 256 printable characters',
      `4:5: targets[1]: found the number 1, expected a mapping with the keys ${keysOf('targets')}`,
      `5:1: modules: unknown key, expected one of ${keysOf('')}`,
    ],
  );
});

void t.test('any value is a config or a list of issues', (t) => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (target, addresses, probe) => {
      for (const value of [target, { targets: [target, { name: 'a', addresses }], probe }]) {
        const { success, issues } = v.safeParse(configSchema, value);
        if (success !== (issues === undefined)) return false;
      }
      return true;
    }),
  );
  t.end();
});

void t.test('the example file is valid, and has every key', async (t) => {
  const [pem = ''] = rootCertificates;
  const yaml = await readFile('config/exporter.yml', 'utf8');
  const files = filesReader({ 'config/exporter.yml': yaml, '/etc/kubernetes/pki/ca.crt': pem });
  const loaded = await loadConfig('config/exporter.yml', files);
  t.same(loaded.ok ? [] : loaded.problems.map(formatProblem), []);
  // A key that excludes another, such as ca.pem, is in a comment.
  const keys = [...yaml.matchAll(/^[\s#-]*(\w+):/gm)].map(([, key]) => key);
  for (const { path } of schemaKeys(configSchema)) t.ok(keys.includes(path.split('.').at(-1)), `has ${path}`);
});

void t.test('the example file has the defaults', async (t) => {
  const yaml = await readFile('config/exporter.yml', 'utf8');
  const [pem = ''] = rootCertificates;
  const loaded = await loadConfig('a.yml', filesReader({ 'a.yml': yaml, '/etc/kubernetes/pki/ca.crt': pem }));
  const defaults = await loadConfig('a.yml', filesReader({ 'a.yml': targets }));
  t.ok(loaded.ok && defaults.ok);
  if (loaded.ok && defaults.ok) t.same(loaded.config.probe, defaults.config.probe);
});
