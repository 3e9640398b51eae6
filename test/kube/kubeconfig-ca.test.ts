import t from 'tap';
import { formatProblem } from '../../src/document/problem.js';
import { kubeconfigCa } from '../../src/kube/kubeconfig-ca.js';
import { base64 } from '../fixtures/base64.js';

const read = (text: string) => kubeconfigCa({ path: '/etc/k/a.conf', bytes: Buffer.from(text) });
const problems = (text: string) => {
  const result = read(text);
  return result.ok ? [] : result.problems.map(formatProblem);
};
const inline = (text: string) => {
  const result = read(text);
  return result.ok && result.ca.kind === 'inline' ? result.ca.text.reveal() : result;
};

const clusters = `
clusters:
- {name: one, cluster: {certificate-authority-data: ${base64('CA one')}}}
- {name: two, cluster: {proxy-url: "http://p", certificate-authority: pki/two.crt}}
- {name: none, cluster: {server: "https://a"}}
- {name: odd, cluster: {certificate-authority: a, certificate-authority-data: czNjcmV0}}
contexts:
- {name: one, context: {cluster: one, user: gone}}
- {name: two, context: {cluster: two}}
- {name: none, context: {cluster: none}}
- {name: odd, context: {cluster: odd}}
- {name: lost, context: {cluster: gone}}
`;

void t.test('the CA of the current context', (t) => {
  t.equal(inline(`current-context: one${clusters}`), 'CA one');
  t.match(read(`current-context: two${clusters}`), { ca: { kind: 'file', path: '/etc/k/pki/two.crt' } });
  t.end();
});

void t.test('the only cluster, where no context is current', (t) => {
  const only = `clusters: [{name: "", cluster: {certificate-authority-data: ${base64('CA')}}}]`;
  t.equal(inline(only), 'CA');
  t.equal(inline(`current-context: ""\n${only}`), 'CA');
  t.end();
});

void t.test('a kubeconfig that does not say which CA is meant', (t) => {
  const of = (context: string) => problems(`current-context: ${context}${clusters}`);
  t.same(problems(clusters), [
    '/etc/k/a.conf: found 4 clusters and no current-context, expected a current-context or a single cluster',
  ]);
  t.match(problems('kind: Config'), [/found no cluster, expected/]);
  t.match(of('missing'), [/there is no context "missing", expected one of "one", /]);
  t.match(of('lost'), [/names the cluster "gone", which does not exist$/]);
  t.match(of('none'), [
    /certificate-authority: the cluster has neither a certificate-authority nor a certificate-authority-data$/,
  ]);
  t.match(problems('clusters: 5'), [/^\/etc\/k\/a.conf:1:11: clusters: found a number, expected a list/]);
  t.match(of('odd'), [/certificate-authority-data: found both certificate-authority and certificate-authority-data, /]);
  t.notMatch(of('odd').join(), 'czNjcmV0');
  t.end();
});
