import { readFileSync } from 'node:fs';
import type { PeerFigures } from '../bench/peer-figures.js';
import type { BenchRun } from './growth-chart.js';

/** Seconds between two scrapes. */
const intervals = [15, 30, 60] as const;

/** docs/scaling.md with its tables made anew from what `npm run bench` has measured, between two comments each. The rest is written by hand. */
export function scalingPage(page: string): string {
  const { figures, ...machine } = JSON.parse(readFileSync('bench/figures.json', 'utf8')) as BenchRun;
  const ours = figures.filter(({ name }) => name === 'exporter');
  const parts = { figures: figuresTable(ours, machine), carried: carriedTable(ours) };
  return Object.entries(parts).reduce((text, [name, lines]) => withPart(text, name, lines), page);
}

function withPart(page: string, name: string, lines: readonly string[]): string {
  const part = new RegExp(`(?<=<!-- ${name} -->\\n)[^]*(?=<!-- end of ${name} -->)`);
  if (!part.test(page)) throw new Error(`docs/scaling.md has no <!-- ${name} --> … <!-- end of ${name} -->`);
  return page.replace(part, [...lines, ''].join('\n'));
}

/** Seconds of CPU time for one scrape, which is two handshakes with each endpoint. */
const cpuOf = ({ endpoints, cpu }: PeerFigures): number => (2 * endpoints * cpu) / 1000;

/** Rounded to two digits, as more of them would not be true elsewhere. */
const rounded = (value: number): number => Number(value.toPrecision(2));

const count = (value: number): string => value.toLocaleString('en');

function figuresTable(ours: readonly PeerFigures[], { node, cpus, model }: Omit<BenchRun, 'figures'>): string[] {
  const requests = intervals.map((seconds) => `CPU every ${seconds} s`).join(' | ');
  return [
    `Node.js ${node}, ${cpus} × ${model}, the API servers on the same machine:`,
    '',
    `| API servers | a scrape takes | of it CPU | ${requests} | memory at most | text | with gzip |`,
    `|---|---|---|${intervals.map(() => '---|').join('')}---|---|---|`,
    ...ours.map((figures) => {
      const { endpoints, wall, memory = NaN, bytes = NaN, sent = NaN } = figures;
      const cpu = cpuOf(figures);
      const cells = [
        count(endpoints),
        `${rounded(wall / 1000)} s`,
        `${rounded(cpu)} s`,
        ...intervals.map((seconds) => `${count(rounded((cpu / seconds) * 1000))}m`),
        `${Math.round(memory)} MiB`,
        size(bytes),
        size(sent),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${rounded(bytes / 1000)} kB` : `${rounded(bytes / 1e6)} MB`;
}

/** As many API servers as can be probed in half of the interval. The dearest of the larger sizes decides. */
function carriedTable(ours: readonly PeerFigures[]): string[] {
  const large = ours.filter(({ endpoints }) => endpoints >= 1000);
  const dearest = Math.max(...(large.length > 0 ? large : ours).map((figures) => secondsEach(figures)));
  const most = Math.max(...ours.map(({ endpoints }) => endpoints));
  return [
    '| interval | API servers | handshakes a second, then |',
    '|---|---|---|',
    ...intervals.map((seconds) => {
      const carried = Math.min(most, rounded(seconds / 2 / dearest));
      const words = carried === most ? `${count(most)}, the most that was measured` : count(carried);
      return `| ${seconds} s | ${words} | ${count(rounded((2 * carried) / seconds))} |`;
    }),
  ];
}

function secondsEach(figures: PeerFigures): number {
  return Math.max(cpuOf(figures), figures.wall / 1000) / figures.endpoints;
}
