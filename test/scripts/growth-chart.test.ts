import { readFileSync } from 'node:fs';
import t from 'tap';
import { type BenchRun, growthChart } from '../../scripts/growth-chart.js';

const figures = [10, 1000].flatMap((endpoints) => [
  { endpoints, name: 'exporter', cpu: 1, wall: 2 * endpoints, errors: 0, memory: 100 },
  { endpoints, name: 'blackbox 8', cpu: 1.5, wall: 5 * endpoints, errors: 0, memory: 30 },
  { endpoints, name: 'blackbox 32', cpu: 2, wall: 4 * endpoints, errors: 0, memory: 30 },
]);
const run: BenchRun = { node: '26.10.0', cpus: 2, model: 'CPU <A&B>', figures };

void t.test('each figure is a point, higher the more it is', (t) => {
  const svg = growthChart(run);
  const circles = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="3" fill="(\S+)"/g)];
  t.equal(circles.length, 3 * 2 * 2, 'three panels, two lines, two sizes');
  const [own, peer] = ['#0b6e4f', '#b3541e'].map((color) => circles.filter(([, , , fill]) => fill === color));
  t.ok(Number(own?.[0]?.[2]) > Number(peer?.[0]?.[2]), 'less is lower');
  t.ok(Number(own?.[0]?.[1]) < Number(own?.[1]?.[1]), 'more endpoints are to the right');
  t.end();
});

void t.test('the best of blackbox_exporter counts', (t) => {
  const only = (name: string): BenchRun => ({ ...run, figures: figures.filter((each) => each.name === name) });
  const best = {
    ...only('blackbox 8'),
    figures: only('blackbox 8').figures.map((each) => ({ ...each, wall: 4 * each.endpoints })),
  };
  const both = { ...run, figures: figures.filter(({ name }) => name.startsWith('blackbox')) };
  t.equal(growthChart(both), growthChart(best));
  t.end();
});

void t.test('text from the machine is escaped, and its figures are named', (t) => {
  const svg = growthChart(run);
  t.match(svg, 'CPU &#60;A&#38;B&#62;');
  t.notMatch(svg, '<A');
  t.match(svg, 'Node 26.10.0, 2 ×');
  t.end();
});

void t.test('the chart of the docs is of the run that is kept', (t) => {
  const kept = JSON.parse(readFileSync('bench/figures.json', 'utf8')) as BenchRun;
  t.equal(readFileSync('docs/growth.svg', 'utf8'), growthChart(kept));
  t.ok(new Set(kept.figures.map(({ endpoints }) => endpoints)).size >= 3, 'growth needs several sizes');
  t.end();
});
