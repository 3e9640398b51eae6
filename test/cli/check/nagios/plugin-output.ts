/** One value of performance data, as a monitoring server reads it. */
export interface ReadDatum {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly warning: string;
  readonly critical: string;
}

export interface PluginOutput {
  readonly state: string;
  readonly text: string;
  readonly data: readonly ReadDatum[];
}

const datum =
  /^'([^'=]+)'=(-?\d+(?:\.\d+)?)([a-zA-Z%]*)(?:;([^; ]*))?(?:;([^; ]*))?(?:;([^; ]*))?(?:;([^; ]*))?(?: |$)/;

/** Reads the output of a plugin as the Monitoring Plugins Development Guidelines describe it. Throws where it is another. */
export function readPluginOutput(output: string): PluginOutput {
  if (!output.endsWith('\n') || output.indexOf('\n') !== output.length - 1) throw new Error('not one line');
  const [text = '', rest = '', ...more] = output.slice(0, -1).split('|');
  if (more.length > 0) throw new Error('more than one |');
  const [, state] = /^APISERVER CERTS (OK|WARNING|CRITICAL|UNKNOWN) - ./.exec(text) ?? [];
  if (state === undefined) throw new Error(`no state: ${text}`);
  const data: ReadDatum[] = [];
  for (let left = rest.trim(); left !== '';) {
    const match = datum.exec(left);
    if (match === null) throw new Error(`no performance data: ${left}`);
    const [all, label = '', value, unit = '', warning = '', critical = ''] = match;
    data.push({ label, value: Number(value), unit, warning, critical });
    left = left.slice(all.length);
  }
  return { state, text: text.trimEnd(), data };
}

/** Whether a value raises an alarm by a range: `10` is outside 0 to 10, `10:` below 10 (guidelines, "Threshold and Ranges"). */
function alarms(value: number, range: string): boolean {
  if (range === '') return false;
  const [, from, to] = /^(?:(-?[\d.]+):)?(-?[\d.]+)?$/.exec(range) ?? [];
  return value < Number(from ?? 0) || value > Number(to ?? Infinity);
}

/** What a monitoring server says of one value. */
export function stateOf({ value, warning, critical }: ReadDatum): 'critical' | 'warning' | 'info' {
  if (alarms(value, critical)) return 'critical';
  return alarms(value, warning) ? 'warning' : 'info';
}
