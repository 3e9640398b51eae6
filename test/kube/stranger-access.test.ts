import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { kubeconfigContents } from '../../src/kube/kubeconfig-contents.js';
import { strangerAccess } from '../../src/kube/stranger-access.js';
import { parseNetwork } from '../../src/net/network.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const admin = await authority.issue({ commonName: 'admin', usage: 'client' });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const cluster = { server: 'https://10.1.2.3:6443', 'certificate-authority-data': base64(authority.pem) };
const user = { 'client-certificate-data': base64(admin.pem), 'client-key-data': base64(admin.key) };

const names: Readonly<Record<string, 'this_host' | readonly string[]>> = {
  localhost: 'this_host',
  'ip6-loopback': ['::1'],
  'lb.example': ['10.0.0.9'],
};

function read(clusterPart: object, userPart: object = user, allow: readonly string[] = []) {
  return strangerAccess(kubeconfigContents(Buffer.from(kubeconfigWith({ ...cluster, ...clusterPart }, userPart))), {
    place: 'Secret fleet/a-kubeconfig',
    allow: allow.map((text) => parseNetwork(text)!),
    hostAddresses: (name) => {
      const own = names[name] ?? [];
      return Promise.resolve(own === 'this_host' ? own : new Set(own));
    },
  });
}

void t.test('a kubeconfig as Cluster API writes it', async (t) => {
  const reading = await read({});
  t.match(reading, {
    ok: true,
    access: { server: { host: { text: '10.1.2.3' }, port: 6443 }, unsupported: [], exec: undefined },
    credentials: { ok: true, credentials: { ca: { length: 1 }, clientCertificate: { certificate: admin.pem.trim() } } },
  });
  t.match(await read({}, { token: 't0ken' }), { ok: true, credentials: { ok: true } });
});

void t.test('files of this host and programs', async (t) => {
  for (const userPart of [
    { tokenFile: '/etc/shadow' },
    { 'client-certificate': '/etc/kubernetes/pki/a.crt', 'client-key': '/etc/kubernetes/pki/a.key' },
    { ...user, 'client-key-data': undefined, 'client-key': '/etc/kubernetes/pki/a.key' },
  ]) {
    const reading = await read({}, userPart);
    t.match(reading, {
      ok: true,
      access: { clientCertificate: undefined, token: undefined },
      credentials: { ok: true, credentials: { clientCertificate: undefined, token: undefined, ca: { length: 1 } } },
    });
    t.match(reading.ok && reading.access.unsupported[0], {
      file: 'Secret fleet/a-kubeconfig',
      message: /names a file of this host, .*: the user was left out/,
    });
  }
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: '/bin/sh', interactiveMode: 'Never' };
  t.match(await read({}, { exec }), {
    ok: true,
    access: { exec: undefined, unsupported: [{ message: /^names an exec plugin, .*: the user was left out/ }] },
  });
  const file = await read({ 'certificate-authority-data': undefined, 'certificate-authority': '/etc/shadow' });
  t.match(file, { ok: false, problems: [{ message: /a file of this host.*certificate-authority-data has to hold/ }] });
});

void t.test('where it may lead', async (t) => {
  const refused = [
    '127.0.0.1',
    '[::1]',
    '169.254.169.254',
    '0.0.0.0',
    'localhost',
    'ip6-loopback',
    '[::ffff:127.0.0.1]',
  ];
  for (const host of refused) {
    const expected = { ok: false, problems: [{ file: 'Secret fleet/a-kubeconfig', message: /discoveryAllow$/ }] };
    t.match(await read({ server: `https://${host}:6443` }), expected, host);
    t.match(await read({ 'proxy-url': `http://${host}:3128` }), expected, `proxy ${host}`);
  }
  for (const host of ['10.1.2.3', 'lb.example', 'api.example.com'])
    t.match(await read({ server: `https://${host}`, 'proxy-url': `socks5://${host}:1080` }), { ok: true }, host);
  for (const host of ['127.0.0.1', 'localhost'])
    t.match(await read({ server: `https://${host}` }, user, ['127.0.0.0/8']), { ok: true }, `${host} is allowed`);
  t.match(await read({ server: 'https://[::1]' }, user, ['127.0.0.0/8']), { ok: false });
});

void t.test('what is no kubeconfig', async (t) => {
  for (const text of ['', 'kind: Secret', '{', 'apiVersion: v1\nclusters:\n- name: a\n  clus']) {
    const options = { place: 'Secret fleet/a-kubeconfig', allow: [] };
    const reading = await strangerAccess(kubeconfigContents(Buffer.from(text)), options);
    t.match(reading, { ok: false, problems: [{ file: 'Secret fleet/a-kubeconfig' }] }, text);
  }
  t.match(await read({ server: 'http://10.1.2.3' }), { ok: false });
});
