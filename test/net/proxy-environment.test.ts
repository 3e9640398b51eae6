import t from 'tap';
import { parseAddress } from '../../src/net/address.js';
import { direct, environmentProxy } from '../../src/net/proxy-environment.js';

function proxyHost(env: Readonly<Record<string, string>>, address = '10.0.0.1'): string | undefined {
  const parsed = parseAddress(address);
  if (parsed === undefined) throw new Error(address);
  const proxy = environmentProxy(env)(parsed);
  return typeof proxy === 'object' ? proxy.host : proxy;
}

void t.test('the variables that Go reads', (t) => {
  t.equal(proxyHost({}), undefined);
  t.equal(proxyHost({ HTTPS_PROXY: 'http://upper', https_proxy: 'http://lower' }), 'upper');
  t.equal(proxyHost({ HTTPS_PROXY: '', https_proxy: 'lower:3128' }), 'lower');
  t.equal(proxyHost({ HTTP_PROXY: 'a', http_proxy: 'a', ALL_PROXY: 'a', all_proxy: 'a' }), undefined);
  t.equal(proxyHost({ https_proxy: 'ftp://a' }), 'unusable');
  t.equal(proxyHost({ https_proxy: '%zz' }), undefined);
  t.end();
});

void t.test('exceptions', (t) => {
  const env = { HTTPS_PROXY: 'http://proxy', no_proxy: '10.0.0.0/8' };
  t.equal(proxyHost(env), undefined);
  t.equal(proxyHost({ ...env, NO_PROXY: '' }), undefined);
  t.equal(proxyHost({ ...env, NO_PROXY: 'elsewhere' }), 'proxy');
  t.equal(proxyHost(env, '11.0.0.1'), 'proxy');
  t.equal(proxyHost(env, 'localhost'), undefined);
  t.equal(proxyHost({ ...env, HTTPS_PROXY: 'ftp://a' }), undefined);
  t.equal(direct({ host: { kind: 'ip', text: '10.0.0.1' }, port: 1 }), undefined);
  t.end();
});
