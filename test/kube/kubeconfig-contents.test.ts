import t from 'tap';
import { kubeconfigContents } from '../../src/kube/kubeconfig-contents.js';
import { fleetKubeconfig } from './fleet-kubeconfig.js';

const contents = (text: string) => kubeconfigContents(Buffer.from(text));

void t.test('contents can be sent to another thread, and lack nothing there', (t) => {
  for (const text of ['', 'users: 7', fleetKubeconfig(3)]) t.same(structuredClone(contents(text)), contents(text));
  t.match(contents(fleetKubeconfig(3)), { ok: true, currentContext: 'c0', users: [{}, { name: 'c1' }, {}] });
  t.end();
});

void t.test('extensions of tools are left out, but for what plugins need', (t) => {
  const needed = '{name: client.authentication.k8s.io/exec, extension: {audience: a}}';
  const read = contents(
    `clusters: [{name: a, cluster: {extensions: [{name: minikube, extension: {a: b}}, ${needed}]}}]`,
  );
  t.match(read, { clusters: [{ fields: { extensions: { length: 1, 0: { extension: { audience: 'a' } } } } }] });
  t.end();
});

void t.test('thousands of problems are a short list', (t) => {
  const doubled = contents(`users: [${'{name: a}, '.repeat(4_812)}{name: a}]`);
  t.equal(doubled.ok ? 0 : doubled.problems.length, 21);
  t.match(doubled, { problems: { 20: { message: '… and 4,792 more' } } });
  const wrong = contents(`users: [${'7, '.repeat(4_812)}7]`);
  t.ok(JSON.stringify(wrong).length < 4_000);
  t.end();
});
