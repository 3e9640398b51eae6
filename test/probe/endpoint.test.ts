import t from 'tap';
import type { ExpectedName, NameRole, Target } from '../../src/discovery/target.js';
import { addressText, endpointsOf } from '../../src/probe/endpoint.js';
import type { HostName } from '../../src/x509/host-name.js';
import { targetOf } from './endpoint-fixture.js';

const dns = (text: string): HostName => ({ kind: 'dns', text });
const ip = (text: string): HostName => ({ kind: 'ip', text });
const name = (host: HostName, role: NameRole = 'client'): ExpectedName => ({ host, role });

void t.test('an address of one IP', (t) => {
  const target = targetOf();
  t.same(endpointsOf(target, { host: ip('10.0.0.1'), port: 6443 }, ['10.0.0.1']), [
    {
      target,
      ip: '10.0.0.1',
      port: 6443,
      address: '10.0.0.1:6443',
      path: '',
      serverName: undefined,
      names: [name(ip('10.0.0.1'), 'instance')],
      truncated: [],
    },
  ]);
  t.end();
});

void t.test('a gateway is reached below its path', (t) => {
  const address = { host: dns('rancher'), port: 443, path: '/k8s/clusters/c-1' };
  t.match(endpointsOf(targetOf(), address, ['10.0.0.1']), [{ address: '10.0.0.1:443', path: '/k8s/clusters/c-1' }]);
  t.end();
});

void t.test('an endpoint for each IP of a DNS name, each once', (t) => {
  const endpoints = endpointsOf(targetOf(), { host: dns('api'), port: 443 }, ['10.0.0.1', 'fd00::1', '10.0.0.1']);
  t.match(endpoints, [
    { address: '10.0.0.1:443', serverName: 'api', names: [name(dns('api'), 'instance')] },
    { address: '[fd00::1]:443', serverName: 'api', names: [name(dns('api'), 'instance')] },
  ]);
  t.equal(endpoints.length, 2);
  t.same(endpointsOf(targetOf(), { host: dns('api'), port: 443 }, []), []);
  t.end();
});

void t.test('names are expected once, and a name that clients use is a client’s', (t) => {
  const names = (change: Partial<Target>, host = ip('10.0.0.1')) =>
    endpointsOf({ ...targetOf(), ...change }, { host, port: 1 }, ['10.0.0.1'])[0]?.names;
  const other = name(dns('other'));
  t.same(names({ names: [other, other] }), [name(ip('10.0.0.1'), 'instance'), other]);
  t.same(names({ names: [other, name(ip('10.0.0.1'))] }), [name(ip('10.0.0.1')), other]);
  t.same(names({ names: [name(ip('10.0.0.1'), 'instance')] }), [name(ip('10.0.0.1'), 'instance')]);
  t.same(names({ names: [other, name(dns('other'), 'instance')] }), [name(ip('10.0.0.1'), 'instance'), other]);
  t.end();
});

void t.test('too many names', (t) => {
  const names = Array.from({ length: 600 }, (_, i) => name(dns(`n${i}`)));
  const [endpoint] = endpointsOf({ ...targetOf(), names }, { host: ip('10.0.0.1'), port: 1 }, ['10.0.0.1']);
  t.equal(endpoint?.names.length, 512);
  t.same(endpoint?.truncated, ['names']);
  const host = { host: ip('10.0.0.1'), port: 1 };
  const many = { ...targetOf(), names, addresses: Array<typeof host>(4096).fill(host) };
  t.equal(endpointsOf(many, host, ['10.0.0.1'])[0]?.names.length, 33, 'fewer in a target of very many addresses');
  t.end();
});

void t.test('a server name replaces the address’s own host', (t) => {
  const seen = (serverName: HostName, host: HostName) =>
    endpointsOf({ ...targetOf(), serverName, names: [name(dns('other'))] }, { host, port: 1 }, ['10.0.0.1'])[0];
  for (const host of [ip('10.0.0.1'), dns('api')]) {
    t.match(seen(dns('kubernetes'), host), {
      serverName: 'kubernetes',
      names: [name(dns('kubernetes')), name(dns('other'))],
    });
    t.same(seen(ip('10.96.0.1'), host)?.names, [name(ip('10.96.0.1')), name(dns('other'))]);
    t.equal(seen(ip('10.96.0.1'), host)?.serverName, undefined, 'an IP is not sent as SNI');
  }
  t.equal(seen(dns('other'), ip('10.0.0.1'))?.names.length, 1);
  t.end();
});

void t.test('no name is expected where clients verify nothing', (t) => {
  const target = { ...targetOf({ serverName: 'metrics-server.kube-system.svc', names: ['other'] }), isVerified: false };
  t.match(endpointsOf(target, { host: ip('10.0.0.1'), port: 1 }, ['10.0.0.1']), [
    { serverName: 'metrics-server.kube-system.svc', names: { length: 0 } },
  ]);
  t.end();
});

void t.test('an address that led to no endpoint', (t) => {
  t.equal(addressText({ host: dns('api'), port: 1 }), 'api:1');
  t.equal(addressText({ host: ip('::1'), port: 1 }), '[::1]:1');
  t.end();
});
