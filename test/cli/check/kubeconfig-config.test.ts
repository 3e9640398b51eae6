import t from 'tap';
import { kubeconfigConfig } from '../../../src/cli/check/kubeconfig-config.js';
import type { ReadFile } from '../../../src/document/read-file.js';

const surroundings = { env: { KUBECONFIG: '/a:/b' }, home: '/home/me', cwd: '/srv' };
const read: ReadFile = () => Promise.reject(new Error('nothing is to be read'));
const nothing = { kubeconfig: undefined, context: undefined, discover: undefined };

void t.test('the server that kubectl would use, and the others where that is possible', async (t) => {
  const given = { paths: ['/a', '/b'], required: false };
  t.match(await kubeconfigConfig(nothing, { read, surroundings }), {
    ok: true,
    config: {
      targets: [
        { kubeconfig: given, discovery: 'kubernetes', kubectlServer: 'instead', loopbackLooks: 'auto', addresses: [] },
      ],
    },
  });
  t.match(await kubeconfigConfig({ ...nothing, discover: false }, { read, surroundings }), {
    config: { targets: [{ kubeconfig: given, discovery: undefined }] },
  });
});

void t.test('a file, a context, and every instance', async (t) => {
  const given = { kubeconfig: '/etc/admin.conf', context: 'edge', discover: true };
  t.match(await kubeconfigConfig(given, { read, surroundings }), {
    config: {
      targets: [
        {
          kubeconfig: { paths: ['/etc/admin.conf'], required: true, context: 'edge' },
          discovery: 'kubernetes',
          kubectlServer: 'also',
        },
      ],
    },
  });
});
