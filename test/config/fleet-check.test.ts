import t from 'tap';
import { configOf } from '../../src/config/load.js';
import { filesReader } from './yaml-problems.js';

async function problems(target: object): Promise<readonly string[]> {
  const loaded = await configOf(
    { targets: [{ name: 'a', ...target }] },
    { file: 'c', folder: '/', read: filesReader({}) },
  );
  return loaded.ok ? [] : loaded.problems.map(({ path, message }) => `${path}: ${message}`);
}

const fleet = { kubeconfig: { file: '/k' }, discovery: 'cluster-api' };

void t.test('what a fleet may have', async (t) => {
  t.same(await problems(fleet), []);
  t.same(await problems({ discovery: 'cluster-api', namespaces: ['fleet', 'edge-1'], names: ['a.example'] }), []);
  t.same(await problems({ ...fleet, allowExec: true, nodes: true, instances: 3, labels: { env: 'prod' } }), []);
});

void t.test('what it may not', async (t) => {
  const each = 'expected nothing with discovery: cluster-api, since each of its targets has its own in its kubeconfig';
  t.same(await problems({ ...fleet, addresses: ['10.0.0.1'] }), [`targets[0].addresses: found a list of 1, ${each}`]);
  t.same(await problems({ ...fleet, serverName: 'a' }), [`targets[0].serverName: found "a", ${each}`]);
  t.match(await problems({ ...fleet, ca: { file: '/ca' } }), [/targets\[0\]\.ca/, /ca/]);
  t.match(await problems({ ...fleet, servingFile: '/a' }), [/targets\[0\]\.servingFile/]);
  t.same(await problems({ discovery: 'aggregated' }), []);
  t.same(await problems({ discovery: 'aggregated', serverName: 'a' }), [
    'targets[0].serverName: found "a", expected nothing with discovery: aggregated, since each of its targets has its own from its APIServices',
  ]);
  const only = 'expected no namespaces without discovery: cluster-api';
  t.same(await problems({ addresses: ['10.0.0.1'], namespaces: ['a'] }), [
    `targets[0].namespaces: found a list of 1, ${only}`,
  ]);
  t.match(await problems({ ...fleet, namespaces: ['Fleet'] }), [/expected the name of a namespace/]);
  t.match(await problems({ ...fleet, namespaces: [] }), [/expected a list of 1 to 100 namespaces/]);
});
