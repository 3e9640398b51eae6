import t from 'tap';
import { targetSettings } from '../../src/discovery/target-settings.js';
import { targetConfigWith } from '../config/config-fixture.js';

void t.test('the settings alone', async (t) => {
  const config = await targetConfigWith({
    names: ['api.example.com'],
    labels: { env: 'prod' },
    timeout: '2s',
    kind: 'aggregated',
  });
  const settings = targetSettings(config);
  t.match(settings, { name: 'prod', labels: { env: 'prod' }, timeout: 2, kind: 'aggregated', loopbackLooks: 1 });
  for (const key of ['names', 'addresses', 'ca', 'kubeconfig', 'nodes']) t.notOk(key in settings, key);
});
