import t from 'tap';
import { fleetKubeconfigs } from '../../../src/cli/config/fleet-kubeconfigs.js';
import { readFile } from '../../../src/document/read-file.js';
import { expandPattern } from '../../../src/files/expand-pattern.js';
import { targetConfigWith } from '../../config/config-fixture.js';
import { kubeconfigWith } from '../../fixtures/kubeconfig-with.js';

const readers = { read: readFile, expand: expandPattern };

void t.test('the contexts of every file that matches', async (t) => {
  const conf = kubeconfigWith({ server: 'https://a' }, {});
  const folder = t.testdir({ 'a.conf': conf, 'b.conf': conf, other: '{' });
  const keys = { addresses: [], kubeconfigs: [`${folder}/*.conf`], discovery: 'kubernetes' };
  t.same(await fleetKubeconfigs(await targetConfigWith(keys), readers), {
    problems: [],
    line: 'prod: discovers the API servers of each context, now 2 in 2 kubeconfigs',
  });
});

void t.test('a pattern that matches nothing, and a target that is no fleet', async (t) => {
  const folder = t.testdir();
  const found = await fleetKubeconfigs(
    await targetConfigWith({ addresses: [], kubeconfigs: [`${folder}/*.conf`] }),
    readers,
  );
  t.same(found?.problems, [{ file: `${folder}/*.conf`, path: '', message: 'no file matches' }]);
  t.equal(await fleetKubeconfigs(await targetConfigWith({}), readers), undefined);
});
