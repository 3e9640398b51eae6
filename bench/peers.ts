// Measures the exporter as it is shipped beside blackbox_exporter, which is found on the PATH or as BLACKBOX_EXPORTER. All do two handshakes
// with each API server, interleaved; medians are shown. API servers have processes of their own, whose CPU time does not count.
//   npm run bench -- [--sizes 300,1000] [--rounds 5] [--scrapes 20] [--json FILE] [--program FILE]
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { figuresAt, bestOfBlackbox, type PeerFigures } from './peer-figures.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '300,1000' },
    rounds: { type: 'string', default: '5' },
    scrapes: { type: 'string', default: '20' },
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
console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}; medians of ${values.rounds}`,
);
console.log(
  'cpu: of a handshake. of it: of the best of blackbox_exporter. turn: the longest of the event loop, in ms.',
);
console.log(head.join('  '));
const all: PeerFigures[] = [];
for (const size of values.sizes.split(',').map(Number)) {
  const figures = await figuresAt(size, {
    rounds: Number(values.rounds),
    scrapes: Number(values.scrapes),
    program: values.program,
  });
  all.push(...figures);
  for (const each of figures) console.log(rowOf(all, each));
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
