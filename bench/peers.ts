// Measures the exporter as it is shipped beside blackbox_exporter, which is found on the PATH or as BLACKBOX_EXPORTER. All do two handshakes
// with each API server, interleaved, and so does a bare loop of tls.connect; medians are shown. API servers have processes of their own, whose
// CPU time does not count. --json bench/figures.json is what docs/scaling.md and docs/growth.svg are generated from.
//   npm run bench -- [--sizes 10,100,1000,3000,5000] [--rounds 5] [--scrapes 20] [--json FILE] [--program FILE]
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bestOfBlackbox, figuresAt, type PeerFigures } from './peer-figures.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10,100,1000,3000,5000' },
    rounds: { type: 'string' },
    scrapes: { type: 'string' },
    json: { type: 'string' },
    program: { type: 'string' },
  },
});

const ratio = (value: number, other: number): string =>
  Number.isNaN(other) ? ''.padStart(7) : `${(value / other).toFixed(2)} ×`.padStart(7);
const cell = (value: number | undefined, digits: number, width: number): string =>
  (value?.toFixed(digits) ?? '–').padStart(width);

function rowOf(all: readonly PeerFigures[], figures: PeerFigures): string {
  const { endpoints, name, cpu, wall, memory, turn, bytes, sent, errors } = figures;
  return [
    cell(endpoints, 0, 9),
    name.padEnd(22),
    cell(cpu, 3, 6),
    ratio(cpu, bestOfBlackbox(all, endpoints, 'cpu')),
    cell(wall, 0, 7),
    ratio(wall, bestOfBlackbox(all, endpoints, 'wall')),
    cell(memory, 0, 5),
    cell(turn, 0, 5),
    cell(bytes && bytes / endpoints, 0, 7),
    cell(sent && sent / endpoints, 0, 6),
    cell(errors, 0, 4),
  ].join('  ');
}

const head = [
  'endpoints',
  'who'.padEnd(22),
  'cpu ms',
  ' of it ',
  'wall ms',
  ' of it ',
  'MiB  ',
  'turn ',
  'B each ',
  'gzip  ',
  'errors',
];
const machine = { node: process.versions.node, cpus: cpus().length, model: cpus()[0]?.model ?? 'unknown' };
console.log(`Node ${machine.node}, ${machine.cpus} × ${machine.model}; medians`);
console.log(
  'cpu: of a handshake. of it: of the best of blackbox_exporter. turn: the longest of the event loop, in ms.',
);
console.log(head.join('  '));
const figures: PeerFigures[] = [];
for (const size of values.sizes.split(',').map(Number)) {
  // Each round of a large one takes a minute.
  const [rounds, scrapes] = size > 1000 ? [3, 5] : [5, 20];
  const measured = await figuresAt(size, {
    rounds: Number(values.rounds ?? rounds),
    scrapes: Number(values.scrapes ?? scrapes),
    program: values.program,
  });
  figures.push(...measured);
  for (const each of measured) console.log(rowOf(figures, each));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...machine, figures }, null, 2)}\n`);
}
