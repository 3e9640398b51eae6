/** The samples of a scrape: the value of each series, by its text in front of the value, such as `up{job="a"}`. */
export type Samples = ReadonlyMap<string, number>;

/** Reads Prometheus' text format. Throws if a line is neither a comment nor a sample without a timestamp. */
export function parseSamples(exposition: string): Samples {
  const lines = exposition.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, series = '', value = ''] = /^([a-zA-Z_:][\w:]*(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      if (series === '') throw new Error(`not a sample: ${line}`);
      return [series, value === '+Inf' ? Infinity : Number(value)];
    }),
  );
}

/** Puts labels in front of those of a series. */
export function withLabels(series: string, labels: Readonly<Record<string, string>>): string {
  const added = Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',');
  const at = series.indexOf('{');
  if (at === -1) return `${series}{${added}}`;
  const rest = series.slice(at + 1);
  return `${series.slice(0, at)}{${added}${rest === '}' ? '' : ','}${rest}`;
}

/** Returns the value of a label; undefined: the series does not have it. Values with quotes are not found. */
export function labelOf(series: string, label: string): string | undefined {
  return new RegExp(`[{,]${label}="([^"]*)"`).exec(series)?.[1];
}
