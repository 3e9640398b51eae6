import fc from 'fast-check';
import t from 'tap';
import type { AddressReport } from '../../src/probe/probe-address.js';
import { withinReach } from '../../src/probe/out-of-reach.js';
import { type Reason, reasons } from '../../src/probe/reason.js';
import type { Report } from '../../src/probe/report.js';
import { down, report, trusted, untrusted } from '../fixtures/report.js';

const addressOf = (...reports: readonly Report[]): AddressReport => ({
  found: true,
  truncated: [],
  notes: [],
  refused: [],
  reports,
});
const failing = (address: string, reason: Reason): AddressReport =>
  addressOf(down({ address, failures: [{ probe: 'serving', reason }] }));
const answering = (address: string): AddressReport => addressOf(report({ address }));
const listed = { kind: 'instances', addresses: ['10.0.0.1:6443', '10.0.0.2:6443'] } as const;
const found = { mayFallBack: true, scope: listed };
const lb = answering('lb:6443');

void t.test('behind a load balancer that alone can be reached, its answer counts', (t) => {
  const addresses = [failing('10.0.0.1:6443', 'connect_timeout'), failing('10.0.0.2:6443', 'no_route')];
  const { reports, scope } = withinReach(found, { server: [lb], addresses });
  t.same(reports, [lb]);
  t.match(scope, {
    kind: 'server',
    because: /\(connect_timeout\); there is no route .* \(no_route\)$/,
    outOfReach: ['10.0.0.1:6443', '10.0.0.2:6443'],
  });
  t.same(withinReach({ ...found, mayFallBack: false }, { server: [lb], addresses }), {
    reports: [lb, ...addresses],
    scope: listed,
  });
  t.end();
});

void t.test('where another cluster has the private addresses, the load balancer counts, unless one is its own', (t) => {
  const foreign = (address: string) => addressOf(report({ address, trust: untrusted() }));
  const own = (address: string) => addressOf(report({ address, trust: trusted() }));
  const scopeOf = (server: AddressReport, ...addresses: readonly AddressReport[]) =>
    withinReach(found, { server: [server], addresses }).scope?.kind;
  const dead = failing('10.0.0.2:6443', 'connect_timeout');
  t.equal(scopeOf(own('lb:6443'), foreign('10.0.0.1:6443'), dead), 'server');
  t.equal(scopeOf(own('lb:6443'), foreign('10.0.0.1:6443'), own('10.0.0.2:6443')), 'instances');
  t.equal(scopeOf(foreign('lb:6443'), foreign('10.0.0.1:6443'), dead), 'instances', 'then the CA is at fault');
  t.equal(scopeOf(lb, foreign('10.0.0.1:6443')), 'instances', 'without a CA nothing is known');
  t.end();
});

void t.test('an instance that answers makes the others failures, and so does a server that does not', (t) => {
  const dead = failing('10.0.0.1:6443', 'refused');
  const all = (server: AddressReport, ...addresses: readonly AddressReport[]) =>
    withinReach(found, { server: [server], addresses }).reports.length;
  t.equal(all(lb, dead, answering('10.0.0.2:6443')), 3);
  t.equal(all(lb, dead, failing('10.0.0.2:6443', 'tls_timeout')), 3, 'it was reached, and hangs');
  t.equal(all(failing('lb:6443', 'refused'), dead), 2);
  t.equal(all(lb), 1);
  t.end();
});

void t.test('whatever the addresses show: nothing that answers is left out, nor all that there is', (t) => {
  const reason = fc.constantFrom(...(Object.keys(reasons) as Reason[]));
  const address = fc.oneof(
    reason.map((why) => failing('10.0.0.1:6443', why)),
    fc.constant(answering('10.0.0.2:6443')),
  );
  fc.assert(
    fc.property(fc.array(address), fc.array(address), (server, addresses) => {
      const { reports, scope } = withinReach(found, { server, addresses });
      const seen = (side: readonly AddressReport[]) =>
        side.flatMap((each) => each.reports).filter((one) => one.serving);
      if (seen(reports).length !== seen([...server, ...addresses]).length) return false;
      return scope?.kind === 'server' ? seen(server).length > 0 : reports.length === server.length + addresses.length;
    }),
  );
  t.end();
});

void t.test('names that clients use at the instances are judged at a gateway only where it is alone', (t) => {
  const names = ['api.example.com', 'gateway'].map((name) => ({ ...report().names[0]!, name }));
  const gateway = addressOf(report({ address: 'gateway:443', names }));
  const apart = { ...found, namesElsewhere: ['api.example.com'] };
  const judged = (address: AddressReport) =>
    withinReach(apart, { server: [gateway], addresses: [address] }).reports[0]?.reports[0]?.names.length;
  t.equal(judged(answering('10.0.0.1:6443')), 1);
  t.equal(judged(failing('10.0.0.1:6443', 'connect_timeout')), 2);
  t.end();
});
