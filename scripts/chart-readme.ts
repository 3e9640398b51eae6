import { type ChartValue, chartValues } from './chart-values.js';

const begin = '<!-- BEGIN generated: values (npm run generate) -->';
const end = '<!-- END generated: values -->';

/** Puts the tables of all values into the chart's README, between two lines. Throws if these are missing, or if a key has no comment. */
export function withValues(readme: string, valuesYaml: string): string {
  const [before, rest = ''] = readme.split(`${begin}\n`);
  const after = rest.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`deploy/chart/README.md has no lines ${begin} and ${end}`);
  return `${before}${begin}\n${tables(chartValues(valuesYaml))}\n${end}${after}`;
}

function tables(values: readonly ChartValue[]): string {
  const silent = values.filter(({ meaning, isSection }) => meaning === undefined && !isSection);
  if (silent.length > 0)
    throw new Error(`values.yaml: no comment '# -- …' above ${silent.map(({ path }) => path).join(', ')}`);
  return sectionsOf(values).map(table).join('\n');
}

/** A top-level key that has something to be said about all of it is a section. Those between two such keys share one. */
function sectionsOf(values: readonly ChartValue[]): readonly (readonly ChartValue[])[] {
  const sections: ChartValue[][] = [];
  let name: string | undefined;
  for (const value of values) {
    const [top = ''] = value.path.split('.');
    const own = values.some(({ path, about }) => path === top && about !== undefined) ? top : '';
    if (own !== name) sections.push([]);
    sections.at(-1)?.push(value);
    name = own;
  }
  return sections;
}

function table(section: readonly ChartValue[]): string {
  const abouts = section.flatMap(({ path, about }) =>
    about === undefined ? [] : [`${path.includes('.') ? `\`${path}\`: ` : ''}${about}\n`],
  );
  const rows = section.flatMap((value) => (value.meaning === undefined ? [] : [row(value)]));
  return `${abouts.map((about) => `${about}\n`).join('')}| key | meaning | default |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function row({ path, meaning = '', default: shown }: ChartValue): string {
  return `| \`${path}\` | ${cell(meaning)} | ${cell(shown)} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
