import t from 'tap';
import { hostHeader } from '../../src/net/host-header.js';
import type { Certificate } from '../../src/x509/certificate.js';
import type { HostName } from '../../src/x509/host-name.js';
import { certificate } from '../fixtures/report.js';

const ip = (text: string): HostName => ({ kind: 'ip', text });
const dns = (text: string): HostName => ({ kind: 'dns', text });

/** The Host of requests to port 6443 of a server that has shown this. */
function hostOf(own: HostName, shown: Partial<Certificate> | undefined, others: readonly string[] = []) {
  return hostHeader({
    own,
    port: 6443,
    others,
    leaf: shown && certificate({ dnsNames: [], ipAddresses: [], ...shown }),
  });
}

void t.test('the own host, if the certificate covers it or it is no IP', (t) => {
  t.equal(hostOf(ip('10.0.0.1'), { ipAddresses: ['10.0.0.1'] }), '10.0.0.1:6443');
  t.equal(hostOf(ip('fd00::1'), { ipAddresses: ['fd00::1'] }), '[fd00::1]:6443');
  t.equal(hostOf(dns('api.example.com'), { dnsNames: ['*.example.com'] }), 'api.example.com:6443');
  t.equal(hostOf(dns('api.example.com'), {}), 'api.example.com:6443');
  t.equal(hostOf(dns('api.example.com'), undefined), 'api.example.com:6443');
  t.end();
});

void t.test('never an IP that the certificate does not cover', (t) => {
  const own = ip('10.0.0.9');
  const sans = { dnsNames: ['*.example.com', 'k', 'kubernetes'], ipAddresses: ['10.0.0.1'] };
  t.equal(hostOf(own, sans, ['10.0.0.8', 'a.example.com', 'k']), 'a.example.com:6443', 'an expected name');
  t.equal(hostOf(own, sans, ['10.0.0.8', '10.0.0.1']), '10.0.0.1:6443');
  t.equal(hostOf(own, sans, ['other.example']), 'k:6443', 'a SAN that is no wildcard');
  t.equal(hostOf(own, { dnsNames: ['Odd\r\nX: y', '*', 'K'] }), 'kubernetes.default.svc:6443');
  t.equal(hostOf(own, undefined), 'kubernetes.default.svc:6443');
  t.end();
});

void t.test('a listener of dynamiclistener gets only what it has, and no IP if it has a name', (t) => {
  const k3s = (shown: Partial<Certificate>) => ({ subject: 'CN=k3s,O=k3s', ...shown });
  const sans = k3s({ dnsNames: ['k3s', 'kubernetes'], ipAddresses: ['10.0.0.1'] });
  t.equal(hostOf(ip('10.0.0.9'), sans), 'k3s:6443');
  t.equal(hostOf(ip('10.0.0.1'), sans), 'k3s:6443');
  t.equal(hostOf(ip('10.0.0.9'), sans, ['10.0.0.1', 'other.example', 'kubernetes']), 'kubernetes:6443');
  t.equal(hostOf(dns('kubernetes'), sans), 'kubernetes:6443');
  t.equal(hostOf(dns('api.example.com'), sans), 'k3s:6443');
  t.equal(hostOf(dns('api.example.com'), k3s({ ipAddresses: ['10.0.0.1'] })), '10.0.0.1:6443');
  t.equal(hostOf(ip('10.0.0.2'), k3s({ ipAddresses: ['10.0.0.1', '10.0.0.2'] })), '10.0.0.2:6443');
  t.equal(hostOf(dns('a.example.com'), k3s({ dnsNames: ['*.example.com'] })), undefined, 'letter by letter');
  t.equal(hostOf(ip('10.0.0.9'), k3s({})), undefined);
  t.end();
});
