import t from 'tap';
import { targetProxy } from '../../src/discovery/target-proxy.js';
import { parseAddress } from '../../src/net/address.js';
import { everyNetwork } from '../../src/net/network.js';
import { parseProxyUrl, type Proxy } from '../../src/net/proxy.js';
import { environmentProxy } from '../../src/net/proxy-environment.js';
import { accessTo } from '../kube/simulated-api.js';

const environment = environmentProxy({ HTTPS_PROXY: 'https://environment', NO_PROXY: 'direct.example.com' });
const ca = [Uint8Array.of(1)];

function proxyOf(url: string): Proxy {
  const proxy = parseProxyUrl(url);
  if (proxy === undefined) throw new Error(url);
  return proxy;
}

const own = proxyOf('http://own');
const access = accessTo(6443, { proxy: proxyOf('https://kubeconfig') });

const [address, except] = ['api.example.com', 'direct.example.com'].map((text) => {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}) as [NonNullable<ReturnType<typeof parseAddress>>, NonNullable<ReturnType<typeof parseAddress>>];

void t.test('the kubeconfig, then the configuration, which may name the environment', (t) => {
  for (const proxy of ['none', 'environment', own] as const) {
    const choice = { config: { proxy, discoveryAllow: everyNetwork }, ca, environment };
    t.match(targetProxy({ ...choice, access })(except), { host: 'kubeconfig' }, 'whatever NO_PROXY says');
    const found = targetProxy({ ...choice, access: accessTo(6443) });
    t.same(found, targetProxy({ ...choice, access: undefined }));
    const expected = { none: undefined, environment: { host: 'environment' } } as const;
    if (typeof proxy === 'string') t.match(found(address), expected[proxy]);
    else t.match(found(address), { host: 'own', discoveryAllow: everyNetwork });
    t.equal(found(except) === undefined, proxy !== own);
  }
  t.end();
});

void t.test('a variable that cannot be used is not passed over', (t) => {
  const unusable = environmentProxy({ HTTPS_PROXY: 'ftp://environment' });
  const choice = {
    config: { proxy: 'environment', discoveryAllow: [] },
    ca,
    access: undefined,
    environment: unusable,
  } as const;
  t.equal(targetProxy(choice)(address), 'unusable');
  t.end();
});

void t.test('a proxy with TLS is verified as client-go does: like the server', (t) => {
  const verificationOf = (change: Parameters<typeof accessTo>[1]) => {
    const choice = {
      config: { proxy: 'environment', discoveryAllow: [] },
      ca,
      access: accessTo(6443, change),
      environment,
    } as const;
    const proxy = targetProxy(choice)(address);
    return typeof proxy === 'object' ? proxy.verification : undefined;
  };
  t.same(verificationOf({}), { ca, serverName: undefined, insecure: false });
  const serverName = { kind: 'dns', text: 'api' } as const;
  t.same(verificationOf({ serverName, insecure: true }), { ca, serverName: 'api', insecure: true });
  t.end();
});
