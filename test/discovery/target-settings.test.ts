import t from 'tap';
import { configOf } from '../../src/config/load.js';
import { targetSettings } from '../../src/discovery/target-settings.js';

async function settingsOf(target: object, probe: object = {}): Promise<unknown> {
  const read = () => Promise.reject(new Error('nothing is to be read'));
  const config = { targets: [{ name: 'prod', addresses: ['10.0.0.1'], ...target }], probe };
  const loaded = await configOf(config, { file: 'test', folder: '/', read });
  return loaded.ok ? loaded.config.targets.map(targetSettings)[0] : loaded.problems;
}

const defaults = { name: 'prod', labels: {}, timeout: 5, loopback: true, loopbackLooks: 1, http: true };

void t.test('the settings alone, with the defaults of `probe`', async (t) => {
  t.same(await settingsOf({ names: ['api.example.com'] }), defaults);
});

void t.test('a setting of `probe` is that of each target, unless it has its own', async (t) => {
  const probe = { timeout: '2s', loopback: false, http: false };
  t.same(await settingsOf({}, probe), { ...defaults, timeout: 2, loopback: false, http: false });
  t.same(await settingsOf({ timeout: '3s', http: true }, probe), { ...defaults, timeout: 3, loopback: false });
});
