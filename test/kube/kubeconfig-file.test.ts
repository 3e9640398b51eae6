import t from 'tap';
import { formatProblem } from '../../src/document/problem.js';
import { readKubeconfig } from '../../src/kube/kubeconfig-file.js';

const read = (text: string) => readKubeconfig({ path: '/k', bytes: Buffer.from(text) });

const problems = (text: string) => {
  const result = read(text);
  return result.ok ? [] : result.problems.map(formatProblem);
};

void t.test('entries by name, with their positions', (t) => {
  const result = read(
    'current-context: x\nusers:\n- name: ada\n  user:\n    token: abc\n- user: {token: x}\n- name: none\n',
  );
  if (!result.ok) throw new Error('it must be read');
  const { currentContext, users, clusters } = result.file;
  t.equal(currentContext, 'x');
  t.equal(clusters.size, 0);
  t.same([...users.keys()], ['ada', '', 'none']);
  const ada = users.get('ada');
  t.match(ada, { name: 'ada', file: '/k', fields: { token: 'abc' } });
  t.same(ada?.origin('token'), { file: '/k', line: 5, column: 12, path: 'users[0].user.token' });
  t.same(ada?.origin('exec'), { file: '/k', line: 5, column: 5, path: 'users[0].user.exec' });
  t.same(users.get('none')?.fields, {});
  t.end();
});

void t.test('JSON is YAML too', (t) => {
  t.same(problems('{"apiVersion": "v1", "kind": "Config", "users": null, "current-context": ""}'), []);
  t.end();
});

void t.test('an empty file is an empty kubeconfig', (t) => {
  for (const text of ['', '\n \n', '# nothing\n---\n  # more\n', '~', ' '.repeat(70_000)]) {
    const result = read(text);
    t.equal(result.ok && result.file.users.size, 0, JSON.stringify(text));
  }
  t.end();
});

void t.test('problems have a place, and show no value', (t) => {
  t.match(problems('users: [')[0], /^\/k:1:\d+: /);
  t.same(problems('users: {}'), ['/k:1:8: users: found a mapping, expected a list of at most 10000 entries']);
  t.same(problems('kind: [s3cret]'), ['/k:1:7: kind: found a list of 1, expected Config']);
  t.same(problems('users:\n- name: a\n  user: s3cret\n'), [
    '/k:3:9: users[0].user: found a string, expected a mapping',
  ]);
  t.same(problems('users:\n- name: a\n  user: {token: 123456}\n'), [
    '/k:3:17: users[0].user.token: found a number, expected text (in quotes)',
  ]);
  const many = problems(`users: [${'7, '.repeat(100)}7]`);
  t.equal(many.length, 21);
  t.equal(many.at(-1), '/k: … and 81 more');
  t.end();
});

void t.test('a name may appear only once in a list', (t) => {
  const text = 'users:\n- name: a\n- name: b\n- name: a\nclusters: [{name: a}, {name: a}]\n';
  t.same(problems(text), [
    '/k:5:30: clusters[1].name: a second cluster "a": each name may appear only once',
    '/k:4:9: users[2].name: a second user "a": each name may appear only once',
  ]);
  t.end();
});
