import fc from 'fast-check';
import t from 'tap';
import type { FileContent } from '../../src/document/read-file.js';
import { readKubeadmManifest } from '../../src/files/kubeadm-manifest.js';
import { manifestText } from '../fixtures/kubeadm-manifest.js';

const path = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const content = (bytes: Uint8Array | string): FileContent => ({ ok: true, bytes: Buffer.from(bytes) });
const reading = (answer: FileContent) =>
  readKubeadmManifest('/etc/kubernetes', (file) =>
    Promise.resolve(file === path ? answer : { ok: false, failure: 'missing' as const }),
  );
const flags = (...words: readonly string[]) => reading(content(manifestText(words)));

void t.test('the address, the port and the certificate, as pflag reads them', async (t) => {
  const cert = '--tls-cert-file=/etc/kubernetes/pki/apiserver.crt';
  t.same(await flags('--advertise-address=10.225.4.51', '--secure-port=6444', cert), {
    state: 'read',
    bind: undefined,
    advertise: '10.225.4.51',
    port: 6444,
    certFile: '/etc/kubernetes/pki/apiserver.crt',
  });
  t.match(await flags('--bind-address=::', '--secure-port=1', '--secure-port', '"6445"'), {
    bind: undefined,
    port: 6445,
  });
  t.match(await flags('--bind-address=FD00:0::51', '--advertise-address', 'fd00::51'), {
    bind: 'fd00::51',
    advertise: 'fd00::51',
  });
  t.match(await flags('--secure-port=0', '--bind-address=0.0.0.0', '--advertise-address=node'), {
    bind: undefined,
    advertise: undefined,
    port: undefined,
  });
});

void t.test("kubeadm's annotation, which flags have precedence over", async (t) => {
  const annotated = (words: readonly string[], text: string) => reading(content(manifestText(words, text)));
  t.match(await annotated([], '"[fd00:225:4::51]:6444"'), { advertise: 'fd00:225:4::51', port: 6444 });
  t.match(await annotated(['--advertise-address=10.0.0.9'], '10.225.4.51:6444'), { advertise: '10.0.0.9', port: 6444 });
  t.match(await annotated([], 'node:6444'), { advertise: undefined, port: undefined });
});

void t.test('a manifest that says nothing', async (t) => {
  t.same(await reading({ ok: false, failure: 'missing' }), { state: 'missing' });
  t.same(await reading({ ok: false, failure: 'forbidden' }), { state: 'unread', why: 'no permission to read it' });
  t.match(await reading(content('a: [')), { state: 'unread', why: /^is no YAML/ });
  for (const text of ['', '- --secure-port=6444', 'spec: {containers: [{command: [etcd]}]}', 'spec: {containers: 1}'])
    t.match(await reading(content(text)), { state: 'unread', why: /^is no pod/ }, text);
});

void t.test('any bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      await reading(content(bytes));
    }),
    { numRuns: 200 },
  );
});
