import t from 'tap';
import { createReaders, type FuzzCase, fuzzKinds } from '../../bench/fuzz-case.js';
import { fuzz, limits, type Measured, measure } from '../../bench/fuzz-run.js';
import { timesSlower } from '../fixtures/times-slower.js';

const costs = ({ kind, turn, held, input }: Measured): string =>
  `${kind}, ${input.length} bytes: ${turn.toFixed(1)} ms, ${(held / 2 ** 20).toFixed(1)} MiB`;

const isCheap = ({ turn, held }: Measured): boolean => turn <= limits.turn * timesSlower() && held <= limits.bytes;

void t.test('reading what is known to be hostile costs little', async (t) => {
  const known: readonly FuzzCase[] = Object.values(fuzzKinds).flatMap((kind) => kind.known(100_000));
  for (const one of known) {
    const measured = await measure(one, createReaders());
    t.ok(isCheap(measured), costs(measured));
  }
});

void t.test('reading what is made at random costs little', async (t) => {
  const { slowest, largest } = await fuzz({ count: 200, seed: 3 });
  for (const measured of [...slowest.values(), ...largest.values()]) t.ok(isCheap(measured), costs(measured));
});
