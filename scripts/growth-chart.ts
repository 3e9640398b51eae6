import type { PeerFigures } from '../bench/peer-figures.js';

/** bench/figures.json: a run of `npm run bench -- --json bench/figures.json`. */
export interface BenchRun {
  /** The version of Node. */
  readonly node: string;
  /** How many CPUs the machine has, and which. */
  readonly cpus: number;
  readonly model: string;
  readonly figures: readonly PeerFigures[];
}

interface Panel {
  readonly title: string;
  readonly value: (figures: PeerFigures) => number | undefined;
}

interface Line {
  readonly name: string;
  readonly color: string;
  readonly is: (name: string) => boolean;
}

interface Point {
  readonly endpoints: number;
  readonly value: number;
}

const panels: readonly Panel[] = [
  { title: 'CPU time of a handshake, ms', value: ({ cpu }) => cpu },
  { title: 'Scrape of 1,000 endpoints, s', value: ({ wall, endpoints }) => wall / endpoints },
  { title: 'Memory, MiB', value: ({ memory }) => memory },
];

const lines: readonly Line[] = [
  { name: 'exporter', color: '#0b6e4f', is: (name) => name === 'exporter' },
  { name: 'exporter, http: false', color: '#5fb88f', is: (name) => name === 'exporter, http: false' },
  { name: 'blackbox_exporter', color: '#b3541e', is: (name) => name.startsWith('blackbox') },
  { name: 'bare tls.connect', color: '#8a8a8a', is: (name) => name === 'bare tls.connect' },
];

const [width, height, gap, top] = [270, 180, 50, 60];

/** Draws what a run measured, as SVG: a panel for each figure, over the number of endpoints. The best of blackbox_exporter counts. */
export function growthChart({ node, cpus, model, figures }: BenchRun): string {
  const sizes = [...new Set(figures.map(({ endpoints }) => endpoints))].toSorted((a, b) => a - b);
  const all = [gap + panels.length * (width + gap), top + height + 50];
  const title = `Node ${node}, ${cpus} × ${model}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${all.join(' ')}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>What scrapes cost as endpoints become more: ${escapeXml(title)}</title>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...lines.map(({ name, color }, at) => legend(name, color, gap + at * 170)),
    ...panels.map((panel, at) => drawPanel(panel, figures, sizes, gap + at * (width + gap))),
    `<text x="${gap}" y="${top + height + 40}" fill="#555555">Endpoints; two handshakes each. ${escapeXml(title)}.</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function legend(name: string, color: string, x: number): string {
  return `<rect x="${x}" y="10" width="12" height="12" fill="${color}"/><text x="${x + 18}" y="20">${name}</text>`;
}

function drawPanel(
  { title, value }: Panel,
  figures: readonly PeerFigures[],
  sizes: readonly number[],
  left: number,
): string {
  const drawn = lines.map((line) => ({ ...line, points: pointsOf(line, value, figures, sizes) }));
  const most = roundUp(Math.max(...drawn.flatMap(({ points }) => points.map((point) => point.value))));
  const span = Math.log((sizes.at(-1) ?? 1) / (sizes[0] ?? 1)) || 1;
  const x = (endpoints: number): string => (left + (Math.log(endpoints / (sizes[0] ?? 1)) / span) * width).toFixed(1);
  const y = (amount: number): string => (top + height - (amount / most) * height).toFixed(1);
  return [
    `<text x="${left}" y="${top - 12}" font-weight="bold">${title}</text>`,
    ...[0, most / 2, most].map((amount) => gridLine(y(amount), amount, left)),
    ...sizes.map(
      (size) =>
        `<text x="${x(size)}" y="${top + height + 16}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
    ),
    ...drawn.flatMap(({ color, points }) => [
      `<polyline fill="none" stroke="${color}" stroke-width="2" points="${points.map((point) => `${x(point.endpoints)},${y(point.value)}`).join(' ')}"/>`,
      ...points.map((point) => `<circle cx="${x(point.endpoints)}" cy="${y(point.value)}" r="3" fill="${color}"/>`),
    ]),
  ].join('\n');
}

function gridLine(y: string, amount: number, left: number): string {
  const line = `<line x1="${left}" x2="${left + width}" y1="${y}" y2="${y}" stroke="#dddddd"/>`;
  return `${line}<text x="${left - 6}" y="${y}" dy="4" text-anchor="end">${Number(amount.toPrecision(3))}</text>`;
}

function pointsOf(
  { is }: Line,
  value: Panel['value'],
  figures: readonly PeerFigures[],
  sizes: readonly number[],
): readonly Point[] {
  return sizes.flatMap((endpoints) => {
    const values = figures
      .filter((each) => each.endpoints === endpoints && is(each.name))
      .flatMap((each) => value(each) ?? []);
    return values.length === 0 ? [] : [{ endpoints, value: Math.min(...values) }];
  });
}

/** To one of 1, 2, 3, 4, 5 or 8 of a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 3, 4, 5, 8].find((step) => step * power >= value) ?? 10) * power;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
