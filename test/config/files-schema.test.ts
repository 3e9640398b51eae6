import t from 'tap';
import { loadConfig } from '../../src/config/load.js';
import { filesReader, yamlProblems } from './yaml-problems.js';

const expected = 'a path, or a pattern such as /etc/kubernetes/pki/*.crt';

async function load(yaml: string) {
  const loaded = await loadConfig('/etc/exporter/a.yml', filesReader({ '/etc/exporter/a.yml': yaml }));
  return loaded.ok ? loaded.config : loaded.problems;
}

void t.test('patterns start at the folder of the configuration, which is not a pattern itself', async (t) => {
  t.match(await load('files: [{paths: [pki/*.crt, /etc/kubernetes/*.conf]}, {paths: [a.pem]}]'), {
    targets: [],
    files: [
      { folder: '/etc/exporter', patterns: ['pki/*.crt', '/etc/kubernetes/*.conf'] },
      { folder: '/etc/exporter', patterns: ['a.pem'] },
    ],
    kubeadm: false,
  });
});

void t.test("kubeadm alone is enough, and a target's serving file starts at the folder as well", async (t) => {
  t.match(await load('kubeadm: true'), { targets: [], files: [], kubeadm: true });
  t.match(await load('targets: [{name: a, addresses: [b], servingFile: apiserver.crt}]'), {
    targets: [{ servingFile: '/etc/exporter/apiserver.crt' }],
  });
});

void t.test('one invalid file for each rule', async (t) => {
  const table: readonly [yaml: string, ...problems: string[]][] = [
    ['files: a.crt', '1:8: files: found "a.crt", expected a list of at most 256 mappings with the key paths'],
    ['files: [a.crt]', '1:9: files[0]: found "a.crt", expected a mapping with the keys paths'],
    ['files: [{}]', '1:9: files[0]: the key "paths" is missing'],
    ['files: [{paths: a.crt}]', '1:17: files[0].paths: found "a.crt", expected a list of 1 to 256 paths'],
    ['files: [{paths: []}]', '1:17: files[0].paths: found an empty list, expected a list of 1 to 256 paths'],
    ['files: [{paths: [1]}]', `1:18: files[0].paths[0]: found the number 1, expected ${expected}`],
    ['files: [{paths: [""]}]', `1:18: files[0].paths[0]: found "", expected ${expected}`],
    ['files: [{paths: ["!a.crt"]}]', `1:18: files[0].paths[0]: found "!a.crt", expected ${expected}`],
    ['files: [{paths: ["a\\0"]}]', `1:18: files[0].paths[0]: found "a\\u0000", expected ${expected}`],
    ['kubeadm: yes', '1:10: kubeadm: found "yes", expected true or false'],
    [
      'targets: [{name: a, discovery: kubernetes, servingFile: a.crt}]',
      '1:57: targets[0].servingFile: found "a.crt", expected no servingFile together with discovery: make the instance on this host a separate target',
    ],
  ];
  for (const [yaml, ...problems] of table) t.same(await yamlProblems(yaml), problems, yaml);
});
