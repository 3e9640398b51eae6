import t, { type Test } from 'tap';
import { compose } from '../../../src/cli/composition.js';
import type { DialOptions } from '../../../src/net/dial-tls.js';
import { base64 } from '../../fixtures/base64.js';
import { kubeconfigWith } from '../../fixtures/kubeconfig-with.js';
import { day, now } from '../../fixtures/report.js';
import { answerJson, startSimulatedApi } from '../../kube/simulated-api.js';
import { authority, closedEndpoint } from './local-apiserver.js';
import { runCheck } from './run-check.js';

const dnsNames = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'];
const hosts = ['10.225.4.51', '10.225.4.52', '10.225.4.53'];
const slices =
  '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes';
const version = { '/version': { gitVersion: 'v1.36.3' } };
const listOf = (...ips: readonly string[]) => ({
  items: [{ metadata: { name: 'kubernetes' }, ports: [{ port: 6443 }], endpoints: [{ addresses: ips }] }],
});

interface Served {
  readonly ips?: readonly string[];
  readonly days?: number;
  /** A path to which there is no answer. */
  readonly silent?: string;
}

/** An API server, whose port is returned. `answers`: further ones. */
async function start(
  t: Test,
  answers: Readonly<Record<string, unknown>>,
  { ips = [], days = 300, silent }: Served = {},
) {
  const { identity } = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames,
    ipAddresses: ['127.0.0.1', '10.96.0.1', ...hosts, ...ips],
    notBefore: now - 65 * day,
    notAfter: now + days * day,
  });
  const answer = answerJson({ ...version, ...answers });
  const api = await startSimulatedApi(t, identity, (request, response) => {
    // The check has another clock.
    response.sendDate = false;
    if (request.url !== silent) answer(request, response);
  });
  return api;
}

const composition = await compose('test');

/** A network in which each of these hosts leads to a port of loopback, and any other to one where nothing listens. */
async function network(ports: Readonly<Record<string, number>>) {
  const closed = Number((await closedEndpoint()).split(':')[1]);
  const { dial } = composition.probing(8);
  const routed = (options: DialOptions) => {
    const { host = '', port } = options;
    return dial(
      host === '127.0.0.1' ? { ...options, port } : { ...options, host: '127.0.0.1', port: ports[host] ?? closed },
    );
  };
  return {
    compose: () =>
      Promise.resolve({
        ...composition,
        probing: (concurrency: number) => {
          const real = composition.probing(concurrency);
          return { ...real, dial: routed, clock: { ...real.clock, now: () => now } };
        },
      }),
  };
}

interface Scene extends Served {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly ports?: Readonly<Record<string, number>>;
  readonly discover?: boolean;
  readonly timeout?: number;
}

/** Checks a kubeconfig whose server gives these answers. */
async function checked(t: Test, { answers, ports = {}, days = 300, silent, ...options }: Scene) {
  const { port, seen } = await start(t, answers, { days, ...(silent !== undefined && { silent }) });
  const server = `https://127.0.0.1:${port}`;
  const cluster = { server, 'certificate-authority-data': base64(authority.pem) };
  const kubeconfig = `${t.testdir({ config: kubeconfigWith(cluster, { token: 'a-token' }) })}/config`;
  const environment = await network(ports);
  const { code, stdout } = await runCheck([], { kubeconfig, ...options }, environment);
  const json = await runCheck([], { kubeconfig, ...options, output: 'json' }, environment);
  const [target] = (JSON.parse(json.stdout) as { readonly targets: readonly [Seen] }).targets;
  return {
    seen,
    code,
    stdout,
    ...target,
    addresses: target.endpoints.map(({ address }) => address.replace(/^127.*/, 'server')),
  };
}

interface Seen {
  readonly apiServers: unknown;
  readonly discovered: boolean;
  readonly endpoints: readonly { readonly address: string }[];
}

const each = hosts.map((host) => `${host}:6443`);
const answers = {
  [slices]: listOf(...hosts),
  '/api/v1/namespaces/default/services/kubernetes': { spec: { clusterIPs: ['10.96.0.1'] } },
  '/api/v1/nodes?labelSelector=node-role.kubernetes.io%2Fcontrol-plane': {
    items: hosts.map((address, i) => ({
      metadata: { name: `cp-${i}` },
      status: { addresses: [{ type: 'InternalIP', address }] },
    })),
  },
};

void t.test('every API server that is listed, and the server that kubectl dials', async (t) => {
  const { port } = await start(t, {});
  const ports = Object.fromEntries(hosts.map((host) => [host, port]));
  const { code, addresses, apiServers, stdout } = await checked(t, { answers, ports });
  t.same([code, addresses], [0, ['server', ...each]]);
  t.same(apiServers, { probed: 3, total: 3, note: null });
  t.match(stdout, /\nOK \(exit code 0\): 3 of 3 API servers probed, 4 endpoints; 1 note\n$/);
  t.match(await checked(t, { answers, ports, discover: false }), { code: 0, addresses: ['server'], apiServers: null });
});

void t.test('a fault of one that kubectl does not dial is found, and so is one that is dead', async (t) => {
  const { port } = await start(t, {});
  const { port: bad } = await start(t, {}, { days: 1 });
  const ending = await checked(t, { answers, ports: { [hosts[0]!]: port, [hosts[1]!]: port, [hosts[2]!]: bad } });
  t.equal(ending.code, 2);
  t.match(ending.stdout, /10\.225\.4\.53:6443: .*ends|expires/);
  const dead = await checked(t, { answers, ports: { [hosts[0]!]: port, [hosts[1]!]: port } });
  t.match(dead, { code: 3, apiServers: { probed: 2, total: 3 }, stdout: /: 2 of 3 API servers probed, 4 endpoints; / });
});

void t.test('in front of a load balancer, where no instance is reached, its answer counts', async (t) => {
  const { code, addresses, apiServers, stdout, discovered } = await checked(t, { answers });
  t.same([code, addresses, discovered], [0, ['server'], true]);
  t.match(apiServers, {
    probed: 1,
    total: 3,
    note: /cannot be reached from here.*10\.225\.4\.53:6443: nothing listens/,
  });
  t.match(stdout, /\n1 of 3 API servers probed; those that are listed cannot be reached from here.*\n\nOK \(exit/);
  t.match(await checked(t, { answers, discover: true }), {
    code: 3,
    addresses: ['server', ...each],
    apiServers: { probed: 0 },
  });
});

void t.test('a login that may not list them is no failure, unless that is demanded', async (t) => {
  const { code, apiServers, addresses, stdout } = await checked(t, { answers: {} });
  t.same([code, addresses], [0, ['server']]);
  t.match(apiServers, { probed: 1, total: null, note: /^how many there are is unknown: / });
  t.match(
    stdout,
    /\n1 API server probed; how many there are is unknown: .*\n\nOK \(exit code 0\): 1 API server probed, 1 endpoint/,
  );
  t.match(await checked(t, { answers: {}, discover: true }), { code: 3, discovered: false, addresses: ['server'] });
});

void t.test('an expired server gets no login, and is reported as ever', async (t) => {
  const { code, apiServers, addresses, seen } = await checked(t, { answers, days: -1 });
  t.same([code, addresses], [2, ['server']]);
  t.match(apiServers, { probed: 1, total: null, note: /^how many there are is unknown: .*expired/ });
  t.same(
    seen.filter(({ headers }) => headers.authorization !== undefined),
    [],
  );
});

void t.test('a list that does not come is waited for once', async (t) => {
  const begun = performance.now();
  const { code, apiServers } = await checked(t, { answers, silent: slices, timeout: 3 });
  t.equal(code, 0);
  t.match(apiServers, { probed: 1, note: /: the list of API servers did not arrive within 3 s$/ });
  t.ok(performance.now() - begun < 2 * 6000, 'two checks, each of which takes at most twice the timeout');
});
