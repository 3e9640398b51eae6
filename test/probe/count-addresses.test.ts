import t from 'tap';
import { countAddresses } from '../../src/probe/count-addresses.js';
import type { Chain } from '../../src/x509/certificate.js';
import type { Report } from '../../src/probe/report.js';
import { certificate, down, loopback, processes, report } from '../fixtures/report.js';

const at = (address: string, process = address) =>
  report({ address, loopback: loopback({ fingerprintSha256: process }) });
const three = ['10.0.0.1:6443', '10.0.0.2:6443', '10.0.0.3:6443'] as const;
const [one, two] = three;

const counted = (expected: number | undefined, reports: readonly Report[]) => {
  const { listed, cannotTell } = countAddresses({ instances: expected }, { discovered: true, reports });
  return cannotTell ?? listed;
};

void t.test('each address is an API server, whether or not it answers', (t) => {
  t.same(countAddresses({ instances: 3 }, { discovered: true, reports: three.map((address) => at(address)) }), {
    listed: 3,
    expected: { count: 3, source: 'config' },
    missing: [],
    cannotTell: undefined,
  });
  t.equal(counted(3, [at(one), down({ address: two })]), 2);
  t.equal(counted(3, [at(one), at(two, one)]), 2, 'two addresses of one family, though one process answers');
  t.end();
});

void t.test('a process that answers over both families is one', (t) => {
  const ofIpv6 = ['[fd00::1]:6443', '[fd00::2]:6443'] as const;
  t.equal(counted(3, [at(one), at(two), at(ofIpv6[0], one), at(ofIpv6[1], two)]), 2);
  t.equal(counted(3, [at(one), at(two), at(ofIpv6[0], 'another')]), 3);
  t.equal(counted(1, [at(ofIpv6[0])]), 1);
  t.end();
});

void t.test('behind a load balancer, it is unknown', (t) => {
  t.equal(counted(3, [at(one)]), 'load_balancer', 'one address may be one');
  t.equal(counted(3, [down({ address: one })]), 'load_balancer');
  t.equal(counted(1, [at(one)]), 1);
  const front = report({ address: two, loopback: processes(1, 2) });
  t.equal(counted(3, [at(one), front]), 'load_balancer', 'two servers answer at one of the addresses');
  t.equal(counted(2, [at(one), front]), 2, 'there are enough all the same');
  const own: Chain = [certificate({ dnsNames: ['kubernetes.default.svc'] })];
  const k3s = report({ address: two, serving: own, loopback: { state: 'not_served', because: 'serving_certificate' } });
  t.equal(counted(3, [at(one), k3s]), 2, 'a server without a loopback certificate is no load balancer');
  t.end();
});

void t.test('without a number, or without all addresses, nothing is compared', (t) => {
  t.equal(counted(undefined, [at(one)]), 'not_discovered');
  t.match(
    countAddresses(undefined, { discovered: false, reports: [] }),
    { cannotTell: 'no_list' },
    'nothing was found',
  );
  t.match(countAddresses({ instances: 3 }, { discovered: false, reports: [at(one), at(two)] }), {
    listed: undefined,
    expected: { count: 3 },
    cannotTell: 'no_list',
  });
  t.end();
});
