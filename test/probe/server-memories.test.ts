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

void t.test('certificates count by their bytes', (t) => {
  const { processes } = createServerMemories();
  const large = { chain: [certificate({ der: new Uint8Array(3 * 1024 * 1024) })], startedAt: 1 } as const;
  const turn = (address: string, key: string): number => processes.add(address, [{ key, shown: large }], 0).length;
  t.same([turn('a', '1'), turn('a', '2'), turn('a', '1')], [1, 1, 2], 'two of 12 MiB each fit');
  t.same([turn('b', '1'), turn('b', '2'), turn('b', '1')], [1, 1, 2]);
  t.equal(turn('a', '2'), 1, 'forgotten');
  t.end();
});
