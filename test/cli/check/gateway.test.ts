import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import t, { type Test } from 'tap';
import { startApiserver } from '../../../demo/apiserver.js';
import { createLoopback } from '../../../demo/loopback.js';
import { createAuthority } from '../../../demo/pki.js';
import { base64 } from '../../fixtures/base64.js';
import { listenOnLoopback } from '../../fixtures/listen-on-loopback.js';
import { day, now } from '../../fixtures/report.js';
import { authority } from './local-apiserver.js';
import { runCheck } from './run-check.js';
import { kubeconfigWith } from '../../fixtures/kubeconfig-with.js';

const publicCa = await createAuthority({ commonName: 'Corporate CA', notBefore: now - 400 * day });
const dates = { notBefore: now - 65 * day, notAfter: now + 300 * day };
const slices =
  '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes';

/** A gateway in front of many clusters. It has a page and metrics of its own, and those of one cluster below `path`. */
async function startGateway(
  t: Test,
  path: string,
  instances: readonly number[] = [],
  ...ipAddresses: readonly string[]
) {
  const { identity } = await publicCa.issue({ commonName: 'gateway', dnsNames: ['gateway'], ipAddresses, ...dates });
  const asked: string[] = [];
  const pages: Readonly<Record<string, string>> = {
    [`${path}/version`]: JSON.stringify({ gitVersion: 'v1.34.2' }),
    [`${path}/livez?verbose`]: '[+]ping ok\n',
    [`${path}${slices}`]: JSON.stringify({
      items: instances.map((port) => ({
        metadata: { name: 'kubernetes' },
        ports: [{ port }],
        endpoints: [{ addresses: ['127.0.0.1'] }],
      })),
    }),
    [`${path}/metrics`]: '# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds 1.6e+09\n',
  };
  const server = createServer(identity, ({ url = '' }, response) => {
    asked.push(url);
    const page = pages[url];
    // The check has another clock.
    response.sendDate = false;
    response.writeHead(page === undefined ? 404 : 200).end(page ?? 'not found');
  });
  const port = await listenOnLoopback(t, server);
  const cluster = {
    server: `https://127.0.0.1:${port}${path}`,
    'certificate-authority-data': base64(publicCa.pem),
  };
  const kubeconfig = t.testdir({ config: kubeconfigWith(cluster, { token: 'gateway-token' }) });
  return { asked, port, kubeconfig: `${kubeconfig}/config` };
}

interface Seen {
  readonly targets: readonly [{ readonly endpoints: readonly SeenEndpoint[] }];
  readonly findings: readonly { readonly id: string; readonly severity: string }[];
}

interface SeenEndpoint {
  readonly address: string;
  readonly entryPoint: readonly string[];
  readonly uptimeSeconds: number | null;
  readonly trust: { readonly state: string };
  readonly names: readonly { readonly name: string; readonly accepted: boolean | null }[];
}

/** Writes a configuration for instances on loopback, where no list leads without permission. */
function discovering(kubeconfig: string): string {
  const target = {
    name: 'prod',
    kubeconfig: { file: kubeconfig },
    discovery: 'kubernetes',
    discoveryAllow: ['127.0.0.0/8'],
  };
  const file = `${kubeconfig}.exporter.yml`;
  writeFileSync(file, JSON.stringify({ targets: [target] }));
  return file;
}

async function checkJsonOf(kubeconfig: string, discover: boolean) {
  const { code, stdout } = await runCheck(
    [],
    discover ? { configFile: discovering(kubeconfig), output: 'json' } : { kubeconfig, output: 'json' },
  );
  const { targets, findings } = JSON.parse(stdout) as Seen;
  const wrong = findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
  return { code, endpoints: targets[0].endpoints, wrong };
}

void t.test('a server with a path: everything is asked below it, and nothing is taken from the gateway', async (t) => {
  const path = '/k8s/clusters/c-1';
  const { asked, kubeconfig } = await startGateway(t, path, [], '127.0.0.1');
  const { code, endpoints, wrong } = await checkJsonOf(kubeconfig, false);
  t.same([code, wrong], [0, []]);
  t.match(endpoints, [
    {
      entryPoint: ['path'],
      loopback: { state: 'not_asked', because: 'gateway' },
      http: { gitVersion: 'v1.34.2', startedAt: null },
      uptimeSeconds: null,
    },
  ]);
  t.ok(asked.length > 0);
  t.same(
    asked.filter((url) => !url.startsWith(`${path}/`)),
    [],
  );
});

void t.test('no start time is taken from what may be the metrics of a proxy', async (t) => {
  const { asked, kubeconfig } = await startGateway(t, '', [], '127.0.0.1');
  const { code, endpoints } = await checkJsonOf(kubeconfig, false);
  t.equal(code, 0);
  t.match(endpoints, [
    { entryPoint: ['certificate', 'sni'], http: { gitVersion: 'v1.34.2', startedAt: null }, uptimeSeconds: null },
  ]);
  t.ok(asked.includes('/metrics'));
});

for (const path of ['/k8s/clusters/c-1', '']) {
  void t.test(`instances behind a gateway ${path || 'that has no path'} are judged by their own`, async (t) => {
    const loopback = (await createLoopback({ startedAt: now - 12 * day })).identity;
    const sans = {
      dnsNames: ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'],
      ipAddresses: ['127.0.0.1'],
    };
    const all = [...sans.dnsNames, 'kubernetes.default.svc.cluster.local'];
    const { identity } = await authority.issue({ commonName: 'kube-apiserver', ...sans, dnsNames: all, ...dates });
    const instance = await startApiserver({ serving: identity, loopback, http: { now: () => now } });
    t.teardown(() => instance.close());
    const { kubeconfig, port } = await startGateway(t, path, [instance.port], '127.0.0.1');
    const { code, endpoints, wrong } = await checkJsonOf(kubeconfig, true);
    t.same([code, wrong], [0, []]);
    const [gateway, own] = endpoints;
    t.match(own, { address: instance.endpoint, trust: { state: 'unknown' }, loopback: { state: 'found' } });
    t.notOk(own?.names.some(({ accepted }) => accepted === false));
    t.match(gateway, { address: `127.0.0.1:${port}`, trust: { state: 'trusted' }, names: [{ accepted: true }] });
  });
}

void t.test("no remedy issues certificates of API servers for a gateway's name", async (t) => {
  const { kubeconfig } = await startGateway(t, '/k8s/clusters/c-1');
  for (const discover of [false, true]) {
    const { code, stdout } = await runCheck([], { kubeconfig, discover });
    t.equal(code, discover ? 2 : 2, stdout);
    t.match(stdout, /What to do: The certificate is not that of a kube-apiserver: a gateway answers/);
    t.notMatch(stdout, /kubeadm/);
  }
});
