import t from 'tap';
import { loadOrInCluster } from '../../../src/cli/serve/load-or-in-cluster.js';
import type { ReadFile } from '../../../src/document/read-file.js';

const pod = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
const missing: ReadFile = () => Promise.resolve({ ok: false, failure: 'missing' });
const forbidden: ReadFile = () => Promise.resolve({ ok: false, failure: 'forbidden' });
const written: ReadFile = () =>
  Promise.resolve({ ok: true, bytes: Buffer.from('targets: [{name: written, addresses: [10.0.0.1]}]') });

void t.test('a pod without a configuration monitors its own cluster', async (t) => {
  const loaded = await loadOrInCluster(undefined, { env: pod, read: missing });
  t.match(loaded, { ok: true, config: { targets: [{ name: 'kubernetes', discovery: 'kubernetes', addresses: [] }] } });
});

void t.test('a default or given configuration file has precedence', async (t) => {
  for (const [file, env] of [
    [undefined, pod],
    ['exporter.yml', pod],
    [undefined, {}],
  ] as const) {
    const loaded = await loadOrInCluster(file, { env, read: written });
    t.match(loaded, { ok: true, config: { targets: [{ name: 'written' }] } });
  }
});

void t.test(
  'errors: a given file is missing, a file cannot be read, or the default file is missing outside of a pod',
  async (t) => {
    const cases = [
      ['other.yml', pod, missing],
      [undefined, pod, forbidden],
      [undefined, {}, missing],
    ] as const;
    for (const [file, env, read] of cases) t.match(await loadOrInCluster(file, { env, read }), { ok: false });
  },
);
