import t from 'tap';
import { yamlReaders } from '../../src/kube/yaml-readers.js';
import { fleetKubeconfig } from './fleet-kubeconfig.js';

void t.test('what each returns can be sent to another thread', (t) => {
  const bytes = Buffer.from(`${fleetKubeconfig(2)}- {name: f, user: {client-certificate: f.crt}}\n`);
  for (const read of Object.values(yamlReaders)) {
    const answer = read(bytes);
    t.same(JSON.stringify(structuredClone(answer)), JSON.stringify(answer));
  }
  t.same(yamlReaders.named(bytes), [{ name: 'f.crt', entry: 'user f', holds: 'certificates' }]);
  t.equal(yamlReaders.embedded(bytes).length, 4);
  t.end();
});
