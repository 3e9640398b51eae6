// Reads random chains, kubeconfigs, web files, answers of API servers, files and headers, and measures what each costs: CPU time of the event
// loop in one turn, and memory that is held afterwards. Writes the worst of each kind to files.
//   npm run --silent compile && node build/bench/fuzz.js [--count 200000] [--seed 1] [--kind chain]
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz, limits } from './fuzz-run.js';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string', multiple: true },
  },
});
const count = Number(values.count);
const seed = Number(values.seed);
const mib = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

const begun = performance.now();
const { slowest, largest, offenders, kept } = await fuzz({
  count,
  seed,
  ...(values.kind === undefined ? {} : { kinds: values.kind }),
});
const minutes = (performance.now() - begun) / 60_000;
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
console.log(`${count} inputs, seed ${seed}, Node ${process.versions.node}, ${minutes.toFixed(1)} min`);
console.log(`each may hold the event loop for ${limits.turn} ms, and hold ${mib(limits.bytes)} MiB`);
for (const [kind, { turn, milliseconds, input }] of slowest) {
  const most = largest.get(kind);
  console.log(`${kind}: ${offenders.get(kind) ?? 0} above a limit`);
  console.log(`  longest turn ${turn.toFixed(1)} ms, ${milliseconds.toFixed(1)} ms in all, of ${input.length} bytes`);
  if (most) console.log(`  largest ${mib(most.held)} MiB, of ${most.input.length} bytes`);
  writeFileSync(join(folder, `${kind}-slowest`), input);
  if (most) writeFileSync(join(folder, `${kind}-largest`), most.input);
}
console.log(`all caches together hold ${mib(kept)} MiB; the worst of each kind are in ${folder}`);
process.exitCode = offenders.size > 0 ? 1 : 0;
