import type { Answer } from './prometheus.js';

/** A field of a data frame as @grafana/data has it. */
export interface Field {
  readonly name: string;
  readonly type: 'time' | 'number' | 'string';
  readonly labels?: Readonly<Record<string, string>>;
  readonly config: { readonly displayNameFromDS?: string; readonly interval?: number };
  /** Milliseconds in a field of type time; null: not a number. */
  readonly values: readonly (number | string | null)[];
}

export interface Frame {
  readonly refId: string;
  readonly length: number;
  readonly fields: readonly Field[];
}

/** A query of a panel. */
export interface PanelQuery {
  readonly refId: string;
  readonly expr: string;
  readonly instant?: boolean;
  readonly format?: string;
  readonly legendFormat?: string;
  readonly interval?: string;
}

/** Returns the frames of an answer, one for each series, as Grafana's Prometheus data source does. `step`: milliseconds; undefined: an instant. */
export function seriesFrames(query: PanelQuery, answer: readonly Answer[], step?: number): readonly Frame[] {
  return answer.map(({ metric, values }) => {
    const labels = Object.fromEntries(Object.entries(metric).filter(([name]) => name !== '__name__'));
    const interval = step === undefined ? {} : { interval: step };
    const displayNameFromDS = legend(query, metric);
    return {
      refId: query.refId,
      length: values.length,
      fields: [
        { name: 'Time', type: 'time', config: interval, values: values.map(([time]) => time * 1000) },
        {
          name: 'Value',
          type: 'number',
          labels,
          config: { displayNameFromDS },
          values: values.map(([, value]) => number(value)),
        },
      ],
    };
  });
}

/** Returns the frame of an answer as a table: a row for each sample, a column for each label. `single`: no other query has one. */
export function tableFrame({ refId }: PanelQuery, answer: readonly Answer[], single: boolean): Frame {
  const rows = answer.flatMap(({ metric, values }) => values.map(([time, value]) => ({ metric, time, value })));
  const labels = [...new Set(rows.flatMap(({ metric }) => Object.keys(metric).toSorted()))];
  if (rows.length === 0) return { refId, length: 0, fields: [] };
  return {
    refId,
    length: rows.length,
    fields: [
      { name: 'Time', type: 'time', config: {}, values: rows.map(({ time }) => time * 1000) },
      ...labels.map((name) =>
        column(
          name,
          rows.map(({ metric }) => metric[name] ?? ''),
        ),
      ),
      {
        name: single ? 'Value' : `Value #${refId}`,
        type: 'number',
        config: {},
        values: rows.map(({ value }) => number(value)),
      },
    ],
  };
}

function column(name: string, values: readonly string[]): Field {
  return { name, type: 'string', config: {}, values };
}

function legend({ legendFormat, expr }: PanelQuery, metric: Answer['metric']): string {
  if (legendFormat !== undefined && legendFormat !== '' && legendFormat !== '__auto')
    return legendFormat.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => metric[name] ?? name);
  const { __name__: name = '', ...labels } = metric;
  const text = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return name === '' && text.length === 0 ? expr : `${name}{${text.join(', ')}}`;
}

/** JSON has neither of the three numbers that Prometheus writes in words. */
function number(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
