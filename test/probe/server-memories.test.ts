import t from 'tap';
import { createServerMemories } from '../../src/probe/server-memories.js';
import { certificate } from '../fixtures/report.js';
import { servedChain } from './served-chain.js';

void t.test('chains and processes are remembered by address', (t) => {
  const { chains, processes } = createServerMemories();
  const chain = servedChain(certificate());
  const process = { chain: [certificate()], startedAt: 1 } as const;
  t.same(chains.add('a', [{ key: chain.key, shown: chain }], 0), [{ key: chain.key, shown: chain }]);
  t.same(processes.add('a', [{ key: 'p', shown: process }], 0), [{ key: 'p', shown: process }]);
  t.end();
});

void t.test('certificates count by what they hold, and one address has a share of it', (t) => {
  const { processes } = createServerMemories(4 * 1024 * 1024);
  const large = { chain: [certificate({ dnsNames: Array<string>(3_000).fill('') })], startedAt: 1 } as const;
  const larger = { chain: [certificate({ dnsNames: Array<string>(30_000).fill('') })], startedAt: 1 } as const;
  const turn = (address: string, key: string, shown: typeof large = large): number =>
    processes.add(address, [{ key, shown }], 0).length;
  t.same([turn('a', '1'), turn('a', '2'), turn('a', '1')], [1, 1, 2]);
  t.same([turn('b', '1'), turn('b', '2', larger), turn('b', '1')], [1, 1, 1], 'forgotten');
  const many = Array.from({ length: 10 }, (_, key) => turn('c', String(key)));
  t.same([...many, turn('c', '9'), turn('c', '1')], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 'the oldest are forgotten');
  t.equal(turn('a', '1'), 2, 'others are not');
  t.end();
});

void t.test('a chain counts as it was served and decoded, each byte once', (t) => {
  const { chains } = createServerMemories(4 * 1024 * 1024);
  const turns = (address: string, bytes: number): number => {
    const shown = (serial: string) => ({
      ...servedChain(certificate({ serialNumber: serial })),
      served: [new Uint8Array(bytes)],
    });
    const show = (key: string) => chains.add(address, [{ key, shown: shown(key) }], 0).length;
    return ['1', '2', '1', '2', '1'].map(show).at(-1) ?? 0;
  };
  t.equal(turns('small', 1_000), 2);
  t.equal(turns('large', 100_000), 1);
  t.end();
});
