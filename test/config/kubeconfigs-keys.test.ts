import t from 'tap';
import { yamlProblems } from './yaml-problems.js';

const ofOne = 'expected nothing with kubeconfigs, since each of their contexts has its own';

void t.test('what a fleet of kubeconfigs may have, and what not', async (t) => {
  const table: readonly [keys: string, ...problems: string[]][] = [
    [''],
    [', addresses: [], nameBy: file, allowExec: true, nodes: true, discovery: kubernetes, names: [a.example]'],
    [', addresses: [b]', `addresses: found a list of 1, ${ofOne}`],
    [', serverName: b', `serverName: found "b", ${ofOne}`],
    [', servingFile: b', `servingFile: found "b", ${ofOne}`],
    [
      ', ca: {pem: ""}',
      `ca: found a mapping of 1 key, ${ofOne}`,
      'ca.pem: found a value of 0 characters, expected PEM certificates',
    ],
    [', kubeconfig: {file: b}', 'kubeconfig: found a mapping of 1 key, expected kubeconfig or kubeconfigs, not both'],
    [', discovery: aggregated', 'discovery: found "aggregated", expected kubernetes together with kubeconfigs'],
    [', nameBy: path', 'nameBy: found "path", expected context or file'],
  ];
  for (const [keys, ...problems] of table) {
    const found = await yamlProblems(`targets:\n  - {name: a, kubeconfigs: ["*.conf"]${keys}}\n`);
    const shown = found.map((problem) => problem.replace(/^\d+:\d+: targets\[0\]\./, ''));
    t.same(shown, problems, keys);
  }
  t.match(await yamlProblems('targets:\n  - {name: a, kubeconfigs: []}\n'), [/expected a list of 1 to 256 paths/]);
  t.match(await yamlProblems('targets:\n  - {name: a, addresses: [b], nameBy: file}\n'), [
    /nameBy: found "file", expected no nameBy without kubeconfigs/,
  ]);
});
