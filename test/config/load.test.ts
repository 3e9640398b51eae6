import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import t from 'tap';
import { loadConfig } from '../../src/config/load.js';
import { formatProblem } from '../../src/document/problem.js';
import { type ReadFailure, readFile } from '../../src/document/read-file.js';
import { configWith } from './config-fixture.js';
import { filesReader, yamlProblems } from './yaml-problems.js';

void t.test('the smallest config', async (t) => {
  const loaded = await loadConfig('a.yml', filesReader({ 'a.yml': 'targets: [{name: a, addresses: [b]}]' }));
  t.match(loaded, {
    ok: true,
    config: {
      targets: [
        {
          name: 'a',
          addresses: [{ host: { kind: 'dns', text: 'b' }, port: 6443 }],
          names: [],
          ca: undefined,
          serverName: undefined,
          labels: {},
          timeout: 5,
          loopback: true,
          http: true,
        },
      ],
      probe: { timeout: 5, concurrency: 32, loopback: true, http: true },
    },
  });
});

void t.test('the path of a CA file starts at the folder of the config file', async (t) => {
  const [pem = ''] = rootCertificates;
  const yaml = 'targets: [{name: a, addresses: [b], ca: {file: pki/ca.crt}}]';
  const folder = t.testdir({ 'a.yml': yaml, pki: { 'ca.crt': pem } });
  const loaded = await loadConfig(`${folder}/a.yml`, readFile);
  t.match(loaded, {
    ok: true,
    config: { targets: [{ ca: { file: `${folder}/pki/ca.crt`, certificates: { length: 1 } } }] },
  });
});

void t.test('invalid files and invalid keys are reported together, in the order of the file', async (t) => {
  const yaml = `
targets:
  - {name: a, addresses: [b c], ca: {file: missing.crt}}
  - {name: a, addresses: [b], ca: {pem: x}, labels: {job: x}}
`;
  t.same(await yamlProblems(yaml), [
    '3:27: targets[0].addresses[0]: found "b c", expected host, host:port, [IPv6]:port or https URL without path',
    '3:44: targets[0].ca.file: "/etc/missing.crt": no such file',
    '4:12: targets[1].name: found "a", expected a name that no other target has',
    '4:41: targets[1].ca.pem: no certificate, neither PEM nor DER',
    '4:54: targets[1].labels.job: found the key "job", expected a label name that neither Prometheus nor this exporter uses itself',
  ]);
});

void t.test('a wrong CA hides no other problem of its target', async (t) => {
  const both = 'ca: {file: missing.crt, pem: x}';
  for (const [target, ...paths] of [
    [`{name: a, addresses: [b], nodes: true, ${both}}`, 'nodes', 'ca'],
    [`{name: a, ${both}}`, 'targets[0]:', 'ca'],
    ['{name: a, addresses: [b], ca: {file: missing.crt, typo: 1}}', 'ca.file: "/etc/missing.crt"', 'ca.typo'],
    ['{name: a, addresses: [b], ca: {pem: ""}}', 'expected PEM certificates'],
  ] as const) {
    const problems = await yamlProblems(`targets:\n  - ${target}\n`);
    for (const path of paths)
      t.ok(
        problems.some((problem) => problem.includes(path)),
        `${target}: ${path}`,
      );
    t.equal(problems.length, paths.length, problems.join('; '));
  }
});

void t.test('a target has its own keys only, not all of `probe`', async (t) => {
  const { targets } = await configWith({ targets: [{ name: 'a', addresses: ['b'] }] });
  for (const key of ['concurrency', 'allowNetworks']) t.notOk(key in (targets[0] ?? {}), key);
});

void t.test('a file that cannot be read, or is not a document', async (t) => {
  const failures: readonly [failure: ReadFailure, message: string][] = [
    ['missing', 'x.yml: no such file'],
    ['forbidden', 'x.yml: no permission to read it'],
    ['directory', 'x.yml: a directory, expected a file'],
    ['not_a_file', 'x.yml: a pipe, socket or device, expected a file'],
    ['link_cycle', 'x.yml: its symbolic links form a loop'],
    ['too_large', 'x.yml: larger than 4194304 bytes'],
    ['unreadable', 'x.yml: cannot be read'],
  ];
  for (const [failure, message] of failures) {
    const loaded = await loadConfig('x.yml', () => Promise.resolve({ ok: false, failure }));
    t.same(loaded.ok ? [] : loaded.problems.map(formatProblem), [message]);
  }
  t.same(await yamlProblems('a: [b'), ['1:6: not valid YAML: unexpected end of the stream within a flow collection']);
});

void t.test('problems beyond the limit are only counted', async (t) => {
  const keys = Array.from({ length: 1_005 }, (_, index) => `k${index}: 1`).join('\n');
  const problems = await yamlProblems(`targets: [{name: a, addresses: [b], ca: {file: c}}]\n${keys}`);
  t.equal(problems.length, 1_002);
  t.equal(problems.at(0), '1:48: targets[0].ca.file: "/etc/c": no such file');
  t.match(problems.at(1), '2:1: k0: unknown key, expected one of ');
  t.equal(problems.at(-1), ' and 5 more');
});

void t.test('any text is a config or a list of problems', async () => {
  const words =
    'targets name addresses names ca file pem serverName labels timeout loopback probe concurrency b 5s 1 true'.split(
      ' ',
    );
  const value = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.constantFrom(...words, null, 5), tie('list'), tie('mapping')),
    list: fc.array(tie('value'), { maxLength: 3 }),
    mapping: fc.dictionary(fc.oneof(fc.constantFrom(...words), fc.string()), tie('value'), { maxKeys: 4 }),
  })).value;
  const texts = fc.oneof(
    fc.string(),
    value.map((all) => JSON.stringify(all)),
    fc.tuple(value, value).map(([target, probe]) => JSON.stringify({ targets: [target], probe })),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const loaded = await loadConfig('a.yml', filesReader({ 'a.yml': text }));
      return loaded.ok ? loaded.config.targets.length > 0 : loaded.problems.length > 0;
    }),
    { numRuns: 500 },
  );
});

void t.test('other work gets its turns between the steps', async (t) => {
  let turns = 0;
  const count = (): void => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  t.match(await loadConfig('a.yml', filesReader({ 'a.yml': 'targets: [{name: a, addresses: [b]}]' })), { ok: true });
  clearImmediate(next);
  t.ok(turns >= 3, `${turns} turns`);
});
