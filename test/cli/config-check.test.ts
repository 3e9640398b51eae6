import t from 'tap';
import { configCheck } from '../../src/cli/config-check.js';
import { filesReader } from '../config/yaml-problems.js';

async function run(yaml: string) {
  const written = { stdout: '', stderr: '' };
  const code = await configCheck(
    { file: '/a.yml' },
    {
      stdout: (text) => void (written.stdout += text),
      stderr: (text) => void (written.stderr += text),
      read: filesReader({ '/a.yml': yaml }),
    },
  );
  return { code, ...written };
}

void t.test('a good file is summed up', async (t) => {
  t.same(await run('targets: [{name: a, addresses: [b]}]'), {
    code: 0,
    stdout: '/a.yml: 1 target, 1 address, 0 names\n',
    stderr: '',
  });
  t.same(await run('targets: [{name: a, addresses: [b, c], names: [d]}, {name: b, addresses: [b], names: [d]}]'), {
    code: 0,
    stdout: '/a.yml: 2 targets, 3 addresses, 2 names\n',
    stderr: '',
  });
});

void t.test('paths of files are counted where there are some', async (t) => {
  t.match(await run('kubeadm: true'), { stdout: '/a.yml: 0 targets, 0 addresses, 0 names, 3 paths\n' });
  t.match(await run('targets: [{name: a, addresses: [b], servingFile: c}]'), { stdout: / 0 names, 1 path\n$/ });
});

void t.test('every problem is a line', async (t) => {
  t.same(await run('targets: [{addresses: [b c]}]\nprob: {}'), {
    code: 1,
    stdout: '',
    stderr:
      '/a.yml:1:11: targets[0]: the key "name" is missing\n' +
      '/a.yml:1:24: targets[0].addresses[0]: found "b c", expected host, host:port, [IPv6]:port or https URL without path\n' +
      '/a.yml:2:1: prob: unknown key, did you mean probe?\n',
  });
});
