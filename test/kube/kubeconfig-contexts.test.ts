import t from 'tap';
import { formatProblem } from '../../src/document/problem.js';
import { kubeconfigContents } from '../../src/kube/kubeconfig-contents.js';
import { contextsOf } from '../../src/kube/kubeconfig-contexts.js';

const entry = (name: string) => ({ name, cluster: { server: `https://${name}.example` } });
const context = (name: string, cluster: string, user = 'u') => ({ name, context: { cluster, user } });

function read(keys: object, allowExec = false) {
  const text = JSON.stringify({ users: [{ name: 'u', user: { token: 'secret' } }], ...keys });
  return contextsOf(kubeconfigContents(Buffer.from(text)), '/etc/fleet.conf', allowExec);
}

function versions(keys: object): readonly string[] {
  const result = read(keys);
  return result.ok ? result.contexts.map(({ version }) => version) : [];
}

void t.test('each context, and what is wrong with one alone', (t) => {
  const result = read({
    clusters: [entry('a'), entry('b')],
    contexts: [context('one', 'a'), context('two', 'gone'), context('three', 'b', 'nobody')],
  });
  if (!result.ok) throw new Error('not read');
  const shown = result.contexts.map(({ name, access }) => [
    name,
    access.ok ? access.access.server.host.text : access.problems.map(formatProblem).join(),
  ]);
  t.match(shown, [
    ['one', 'a.example'],
    ['two', /context "two" names the cluster "gone", which does not exist/],
    ['three', /context "three" names the user "nobody", which does not exist/],
  ]);
  t.end();
});

void t.test('a version changes with what the context names, and with nothing else', (t) => {
  const before = versions({ clusters: [entry('a'), entry('b')], contexts: [context('one', 'a'), context('two', 'b')] });
  const other = { name: 'b', cluster: { server: 'https://other.example' } };
  const after = versions({ clusters: [other, entry('a')], contexts: [context('one', 'a'), context('two', 'b')] });
  t.equal(after[0], before[0]);
  t.not(after[1], before[1]);
  const users = [{ name: 'u', user: { token: 'other' } }];
  t.not(versions({ users, clusters: [entry('a')], contexts: [context('one', 'a')] })[0], before[0]);
  t.end();
});

void t.test('a file that has no context, twice the same, or no kubeconfig at all', (t) => {
  t.match(read({}), { ok: false, problems: [{ path: 'contexts', message: 'found none, expected a context' }] });
  t.match(read({ contexts: [context('a', 'a'), context('a', 'b')] }), {
    ok: false,
    problems: [{ message: 'a second context "a": each name may appear only once' }],
  });
  t.match(read({ kind: 'Secret' }), { ok: false });
  t.end();
});
