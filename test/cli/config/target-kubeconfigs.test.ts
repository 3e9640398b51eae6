import t from 'tap';
import { targetKubeconfigs } from '../../../src/cli/config/target-kubeconfigs.js';
import { configWith } from '../../config/config-fixture.js';
import { filesReader } from '../../config/yaml-problems.js';
import { kubeconfigWith } from '../../fixtures/kubeconfig-with.js';

const readersOf = (files: Readonly<Record<string, string>>) => ({
  read: filesReader(files),
  expand: (folder: string, pattern: string) => Promise.resolve({ paths: [`${folder}${pattern}`], failures: [] }),
});

// check.test.ts has the problems.
void t.test('only targets with a kubeconfig have any, and each context is read by itself', async (t) => {
  const conf = `
contexts:
  - {name: good, context: {cluster: a}}
  - {name: bad, context: {cluster: b}}
clusters:
  - {name: a, cluster: {server: https://a}}
  - {name: b, cluster: {server: https://b, proxy-url: proxy}}
`;
  const found = async (...contexts: readonly string[]) => {
    const targets = contexts.map((context) => ({ name: context, kubeconfig: { file: 'a.conf', context } }));
    const config = await configWith({ targets: [...targets, { name: 'c', addresses: ['c'] }] });
    return await targetKubeconfigs(config, readersOf({ '/a.conf': conf }));
  };
  const good = await found('good');
  t.same(good.problems, []);
  t.match([...good.accesses], [[{ name: 'good' }, { name: 'good', server: { host: { text: 'a' } } }]]);
  t.match((await found('good', 'bad')).problems, [{ file: '/a.conf', line: 7, path: 'clusters[1].cluster.proxy-url' }]);
  t.match((await found('missing')).problems, [{ message: /no context "missing"/ }]);
});

void t.test('what is wrong with the cluster hides nothing that is not supported of the user', async (t) => {
  const cluster = { server: 'https://a', 'proxy-url': 'ftp://proxy' };
  const conf = kubeconfigWith(cluster, { 'auth-provider': { name: 'gcp' } });
  const config = await configWith({ targets: [{ name: 'a', kubeconfig: { file: 'a.conf' } }] });
  const { problems } = await targetKubeconfigs(config, readersOf({ '/a.conf': conf }));
  t.match(problems, [{ path: 'clusters[0].cluster.proxy-url' }, { path: 'users[0].user.auth-provider' }]);
});

void t.test('an exec plugin that may not run', async (t) => {
  const plugin = { apiVersion: 'client.authentication.k8s.io/v1', command: 'login', interactiveMode: 'Never' };
  const conf = kubeconfigWith({ server: 'https://a' }, { exec: plugin });
  const found = async (allowExec: boolean) => {
    const config = await configWith({ targets: [{ name: 'a', kubeconfig: { file: 'a.conf' }, allowExec }] });
    return (await targetKubeconfigs(config, readersOf({ '/a.conf': conf }))).problems;
  };
  t.match(await found(false), [{ path: 'users[0].user.exec' }]);
  t.same(await found(true), []);
});

void t.test('a fleet: its lines, and what is wrong with any of it', async (t) => {
  const config = await configWith({ targets: [{ name: 'west', kubeconfigs: ['a.conf', 'b.conf', 'gone.conf'] }] });
  const a = kubeconfigWith({ server: 'https://a' }, {});
  const { problems, fleets } = await targetKubeconfigs(config, readersOf({ '/a.conf': a, '/b.conf': '{' }));
  t.match(problems, [{ file: '/gone.conf', message: 'no such file' }, { file: '/b.conf' }]);
  t.same(fleets, ['west: the server of each context, now 1 in 2 kubeconfigs']);
});
