import t, { type Test } from 'tap';
import { startApiserver } from '../../../demo/apiserver.js';
import { createLoopback } from '../../../demo/loopback.js';
import { startBalancer } from '../../fixtures/balancer.js';
import { day, now } from '../../fixtures/report.js';
import { authority } from './local-apiserver.js';
import { runCheck } from './run-check.js';

interface Backend {
  /** Days until its serving certificate ends. */
  readonly servingDays?: number;
  /** Days since its process started. */
  readonly upDays?: number;
  readonly ipAddresses?: readonly string[];
}

async function startBackend(t: Test, { servingDays = 300, upDays = 12, ipAddresses = ['127.0.0.1'] }: Backend) {
  const { identity } = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: ['kubernetes.default.svc'],
    ipAddresses,
    notBefore: now - 65 * day,
    notAfter: now + servingDays * day,
  });
  const loopback = await createLoopback({ startedAt: now - upDays * day });
  const server = await startApiserver({
    serving: identity,
    loopback: loopback.identity,
    http: { now: () => now },
  });
  t.teardown(() => server.close());
  return server.port;
}

const good: readonly Backend[] = [{ upDays: 20 }, { upDays: 40 }];

/** Starts three servers behind one address, one of them as described. `inTurn`: or by chance. */
async function startBehind(t: Test, bad: Backend, inTurn: boolean): Promise<string> {
  const ports = await Promise.all([...good, bad].map((backend) => startBackend(t, backend)));
  let connections = 0;
  const choose = () => ports[inTurn ? connections++ % ports.length : Math.floor(Math.random() * ports.length)];
  return `127.0.0.1:${await startBalancer(t, choose)}`;
}

const faults = {
  'a serving certificate that ends tomorrow': [{ servingDays: 1 }, /CRITICAL: The serving certificate expires soon/],
  'a loopback certificate that ends in 5 days': [{ upDays: 360 }, /The loopback certificate expires soon/],
  'a certificate that lacks the address': [{ ipAddresses: [] }, /no SAN covers 127\.0\.0\.1/],
} as const satisfies Record<string, readonly [Backend, RegExp]>;

async function checksThatFind(address: string, checks: number, expected: RegExp): Promise<number> {
  let found = 0;
  for (let check = 0; check < checks; check++) {
    const { code, stdout } = await runCheck([address]);
    if (code !== 0 && expected.test(stdout) && /\(3 servers answered \d\d probes\)/.test(stdout)) found += 1;
  }
  return found;
}

void t.test('one of three servers behind a load balancer ends tomorrow: 20 checks of 20 say so', async (t) => {
  const [bad, expected] = faults['a serving certificate that ends tomorrow'];
  t.equal(await checksThatFind(await startBehind(t, bad, false), 20, expected), 20, 'by chance');
});

void t.test('whatever is wrong with one of three servers is found', async (t) => {
  for (const [what, [bad, expected]] of Object.entries(faults))
    t.equal(await checksThatFind(await startBehind(t, bad, true), 3, expected), 3, what);
});

void t.test('each server is shown, and one alone is one', async (t) => {
  const { code, stdout } = await runCheck([await startBehind(t, {}, true)]);
  t.equal(code, 0, stdout);
  t.match(stdout, /NOTE: Several servers answer at one address/);
  t.equal(stdout.match(/loopback\s+certificate\s+ends\s+at/g)?.length, 3);
  const alone = await runCheck([`127.0.0.1:${await startBackend(t, {})}`]);
  t.match(alone, { code: 0, stdout: /1 endpoint \(1 server answered 8 probes\); nothing found/ });
});

void t.test('a server that is down behind the address is not OK', async (t) => {
  const port = await startBackend(t, {});
  let connections = 0;
  const balancer = await startBalancer(t, () => (connections++ % 3 === 2 ? undefined : port));
  const { code, stdout } = await runCheck([`127.0.0.1:${balancer}`]);
  t.equal(code, 3, stdout);
  t.match(stdout, /closed|reset/);
});
