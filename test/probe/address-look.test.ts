import t from 'tap';
import { parseAddress } from '../../src/config/address.js';
import type { Address } from '../../src/discovery/target.js';
import { lookAtAddress } from '../../src/probe/address-look.js';
import { systemClock } from '../../src/probe/clock.js';
import { deadlineIn } from '../../src/probe/deadline.js';
import type { Report } from '../../src/probe/report.js';
import type { SweepWorld } from '../../src/probe/sweep.js';
import { targetOf } from './endpoint-fixture.js';
import { createCluster, createWorld } from './simulated-world.js';

const { authority, start } = await createCluster();

function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (!address) throw new Error(text);
  return address;
}

/** A look that has begun; nothing is dialled in a world whose resolver gives nothing. */
const begin = (address: string, world: SweepWorld, timeout = 5, outer = Infinity) =>
  lookAtAddress(targetOf({ ca: [authority.der], timeout, labels: { region: 'eu' } }), addressOf(address), world, outer);

const summary = ({ address, serving, failures }: Report): unknown => [
  address,
  serving?.[0].subjectCommonName,
  failures.map(({ probe, reason }) => `${probe} ${reason}`),
];

void t.test('a DNS name stands for each of its addresses', async (t) => {
  const { port } = await start(t);
  const world = createWorld({ resolve: () => Promise.resolve(['127.0.0.1', '127.0.0.2']) });
  const look = begin(`kubernetes:${port}`, world);
  await look.done;
  t.equal(look.found(), true);
  t.same(look.soFar().map(summary), [
    [`127.0.0.1:${port}`, 'kube-apiserver', []],
    [`127.0.0.2:${port}`, undefined, ['serving refused']],
  ]);
  for (const { phases } of look.soFar()) t.type(phases.resolve, 'number');
  t.match(look.soFar()[0]?.names, [{ name: 'kubernetes', covered: true }]);
});

void t.test('an IP is not resolved', async (t) => {
  const { port } = await start(t);
  const look = begin(`127.0.0.1:${port}`, createWorld());
  await look.done;
  t.same(look.soFar().map(summary), [[`127.0.0.1:${port}`, 'kube-apiserver', []]]);
  t.equal(look.soFar()[0]?.phases.resolve, undefined);
});

void t.test('a host without an address is a failed endpoint', async (t) => {
  const failing: Readonly<Record<string, SweepWorld['resolve']>> = {
    dns: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    too_many_open_files: () => Promise.reject(Object.assign(new Error('no'), { code: 'EMFILE' })),
  };
  for (const [reason, resolve] of Object.entries({ ...failing, 'dns ': () => Promise.resolve([]) })) {
    const look = begin('api.example.com', createWorld({ resolve }));
    await look.done;
    t.equal(look.found(), false);
    t.match(
      look.soFar(),
      [
        {
          target: 'prod',
          labels: { region: 'eu' },
          address: 'api.example.com:6443',
          serving: undefined,
          trust: { state: 'unknown' },
          loopback: { state: 'not_asked', because: 'no_serving_handshake' },
          failures: [{ probe: 'resolve', reason: reason.trim() }],
          phases: { resolve: Number },
        },
      ],
      reason,
    );
  }
});

void t.test('of a hundred addresses the first are looked at', async (t) => {
  const ips = (count: number) => Array.from({ length: count }, (_, i) => `127.0.1.${i + 1}`);
  for (const count of [100, 64]) {
    const look = begin('kubernetes:1', createWorld({ resolve: () => Promise.resolve(ips(count)) }));
    t.same(look.truncated(), []);
    await look.done;
    const addresses = look.soFar().map(({ address }) => address);
    t.same(
      addresses,
      ips(64).map((ip) => `${ip}:1`),
    );
    t.same(look.truncated(), count > 64 ? ['addresses'] : []);
  }
});

void t.test('a resolver that does not answer is given up at the deadline', async (t) => {
  const world = createWorld({ resolve: () => new Promise(() => undefined) });
  for (const look of [begin('a.example', world, 0.01), begin('a.example', world, 60, deadlineIn(0.01, systemClock))]) {
    await look.done;
    t.same(look.soFar().map(summary), [['a.example:6443', undefined, ['resolve dns']]]);
  }
});

void t.test('tells at any moment what is known by then', async (t) => {
  const { port } = await start(t);
  let found: (ips: string[]) => void = () => undefined;
  let turn: () => void = () => undefined;
  const world = createWorld({
    resolve: () =>
      new Promise((resolve) => {
        found = resolve;
      }),
    slots: {
      run: async (task) => {
        await new Promise<void>((resolve) => {
          turn = resolve;
        });
        return task();
      },
    },
  });
  const look = begin(`kubernetes:${port}`, world);
  t.equal(look.found(), false);
  t.same(look.soFar().map(summary), [[`kubernetes:${port}`, undefined, ['resolve dns']]]);
  found(['127.0.0.1']);
  await new Promise((resolve) => setImmediate(resolve));
  t.equal(look.found(), true);
  t.same(look.soFar().map(summary), [[`127.0.0.1:${port}`, undefined, ['serving connect_timeout']]], 'no slot is free');
  t.type(look.soFar()[0]?.phases.resolve, 'number');
  turn();
  await look.done;
  t.same(look.soFar().map(summary), [[`127.0.0.1:${port}`, 'kube-apiserver', []]]);
});
