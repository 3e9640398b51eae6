import t from 'tap';
import type { CheckOptions } from '../../../src/cli/check/command.js';
import { checkTargets } from '../../../src/cli/check/targets.js';
import type { ReadFile } from '../../../src/document/read-file.js';
import { noFlags } from './no-flags.js';

const surroundings = { env: {}, home: '/home/me', cwd: '/srv' };
const targets = (endpoints: readonly string[], given: CheckOptions, read: ReadFile) =>
  checkTargets(endpoints, given, { read, surroundings, own: () => ['127.0.0.1'] });
const file =
  (text: string): ReadFile =>
  () =>
    Promise.resolve({ ok: true, bytes: Buffer.from(text) });
const none: ReadFile = () => Promise.resolve({ ok: false, failure: 'missing' });
const ip = (text: string) => ({ kind: 'ip', text });

void t.test('several endpoints are one control plane; each of them once', async (t) => {
  const given = ['10.225.4.51', 'https://api.example.com', '10.225.4.51:6443', '[fd00::1]:6444'];
  const checked = await targets(given, noFlags, none);
  const addresses = [
    { host: ip('10.225.4.51'), port: 6443 },
    { host: { text: 'api.example.com' }, port: 443 },
    { host: ip('fd00::1'), port: 6444 },
  ];
  t.match(checked, { ok: true, config: { targets: [{ name: 'endpoints', addresses, loopbackLooks: 1 }] } });
  t.equal(checked.ok && checked.config.targets.length, 1);
});

void t.test('a single endpoint, and each separate one, may be that of a load balancer', async (t) => {
  t.match(await targets(['a.example', 'A.example:6443'], noFlags, none), {
    config: { targets: [{ name: 'a.example', loopbackLooks: 'auto' }] },
  });
  t.match(await targets(['a.example', 'b.example'], { ...noFlags, separate: true }, none), {
    config: { targets: [{ loopbackLooks: 'auto' }, { loopbackLooks: 'auto' }] },
  });
});

const apart = { ...noFlags, separate: true };

void t.test('each separate endpoint is a target, under the name that it was given', async (t) => {
  const checked = await targets(['10.225.4.51', 'https://api.example.com', '[fd00::1]:6444'], apart, none);
  t.match(checked, {
    ok: true,
    config: {
      probe: { concurrency: 32 },
      targets: [
        { name: '10.225.4.51', addresses: [{ host: ip('10.225.4.51'), port: 6443 }], timeout: 5, loopback: true },
        { name: 'https://api.example.com', addresses: [{ host: { text: 'api.example.com' }, port: 443 }] },
        { name: '[fd00::1]:6444', addresses: [{ host: ip('fd00::1'), port: 6444 }], names: [], ca: undefined },
      ],
    },
  });
});

void t.test('each separate endpoint once', async (t) => {
  const checked = await targets(['a.example', 'b.example', 'A.example.:6443', 'a.example:443'], apart, none);
  t.same(checked.ok && checked.config.targets.map(({ name }) => name), ['a.example', 'b.example', 'a.example:443']);
});

void t.test('with the targets of a config; names and timeout apply to all', async (t) => {
  const read = file(
    'targets: [{name: prod, addresses: [10.0.0.1], names: [a.example]}]\nprobe: {concurrency: 3, timeout: 1s}',
  );
  const given = { ...noFlags, configFile: 'exporter.yml', names: ['10.220.70.56'], timeout: 0.5 };
  t.match(await targets(['10.0.0.2'], given, read), {
    ok: true,
    config: {
      probe: { concurrency: 3 },
      targets: [
        { name: 'prod', names: [{ text: 'a.example' }, ip('10.220.70.56')], timeout: 0.5 },
        { name: '10.0.0.2', names: [ip('10.220.70.56')], timeout: 0.5 },
      ],
    },
  });
  t.match(await targets([], { ...noFlags, configFile: 'exporter.yml' }, read), {
    config: { targets: [{ timeout: 1, names: [{ text: 'a.example' }] }] },
  });
});

void t.test('all problems together', async (t) => {
  const given = { ...noFlags, configFile: 'exporter.yml', names: ['a b', 'ok.example'] };
  t.same(await targets(['10.0.0.1', 'http://x', '10.0.0.1:70000'], given, none), {
    ok: false,
    problems: [
      'endpoint: found "http://x", expected host, host:port, [IPv6]:port or https URL without path',
      'endpoint: found "10.0.0.1:70000", expected host, host:port, [IPv6]:port or https URL without path',
      '--name: found "a b", expected a DNS name or an IP address, without port',
      'exporter.yml: no such file',
    ],
  });
});

void t.test('no arguments: the server that kubectl would use; --name and --timeout apply to it too', async (t) => {
  t.match(await targets([], { ...noFlags, names: ['a.example'], timeout: 1 }, none), {
    ok: true,
    config: {
      targets: [
        {
          kubeconfig: { paths: ['/home/me/.kube/config'], required: false, context: undefined },
          discovery: 'kubernetes',
          kubectlServer: 'instead',
          names: [{ text: 'a.example' }],
          timeout: 1,
        },
      ],
    },
  });
});

void t.test('a kubeconfig together with endpoints', async (t) => {
  const given = { ...noFlags, kubeconfig: 'admin.conf', context: 'edge', discover: true };
  t.match(await targets(['10.0.0.1'], given, none), {
    config: {
      targets: [
        { name: '10.0.0.1' },
        { kubeconfig: { paths: ['/srv/admin.conf'], required: true, context: 'edge' }, discovery: 'kubernetes' },
      ],
    },
  });
});

void t.test('a kubeadm node, together with a configuration that has files as well', async (t) => {
  const config = file(JSON.stringify({ targets: [{ name: 'prod', addresses: ['a'] }], files: [{ paths: ['*.crt'] }] }));
  const read: ReadFile = (path, maxBytes) => (path === '/c/a.yml' ? config : none)(path, maxBytes);
  const checked = await targets([], { ...noFlags, configFile: '/c/a.yml', kubeadmFolder: 'k', timeout: 2 }, read);
  t.match(checked, {
    ok: true,
    kubeadm: { folder: '/srv/k', target: 'this node' },
    config: {
      targets: [{ name: 'prod' }, { name: 'this node', servingFile: '/srv/k/pki/apiserver.crt', timeout: 2 }],
      files: [{ folder: '/c' }, { folder: '/srv/k' }],
      kubeadm: false,
    },
  });
  t.match(await targets([], { ...noFlags, kubeadmFolder: '/etc/kubernetes' }, none), {
    config: { targets: { length: 1 }, kubeadm: true },
  });
});
