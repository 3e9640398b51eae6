import { type Frame, type PanelQuery, seriesFrames, tableFrame } from './panel-frames.js';
import type { Prometheus } from './prometheus.js';

/** The parts of Grafana's classic JSON that have queries. The renderer reads the rest. */
export interface DrawnDashboard {
  readonly uid: string;
  readonly title: string;
  readonly time: { readonly from: string };
  readonly panels: readonly DrawnPanel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly label: string }[] };
  readonly annotations: { readonly list: readonly DrawnAnnotation[] };
}

export interface DrawnPanel {
  readonly id: number;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly PanelQuery[];
}

interface DrawnAnnotation {
  readonly enable: boolean;
  readonly expr?: string;
  readonly iconColor?: string;
}

/** All that the renderer needs. Times are in milliseconds. */
export interface Drawing {
  readonly dashboard: DrawnDashboard;
  readonly theme: 'dark' | 'light';
  /** Pixels. */
  readonly width: number;
  readonly from: number;
  readonly to: number;
  readonly choices: Choices;
  /** By the id of the panel. */
  readonly frames: Readonly<Record<number, readonly Frame[]>>;
  readonly marks: readonly { readonly at: number; readonly color: string }[];
}

/** The value of each variable, as it stands in a query. */
export type Choices = Readonly<Record<string, string>>;

export interface View {
  readonly theme: Drawing['theme'];
  readonly width: number;
  /** Unix seconds. */
  readonly now: number;
  readonly choices: Choices;
}

/** Asks for all that is on a dashboard. Rejects if a query is refused. */
export async function drawingOf(dashboard: DrawnDashboard, view: View, prometheus: Prometheus): Promise<Drawing> {
  const { now, width, theme, choices } = view;
  const from = now - rangeSeconds(dashboard.time.from);
  const asking = { prometheus, from, to: now, choices };
  const frames: Record<number, readonly Frame[]> = {};
  for (const { id, targets = [], gridPos } of dashboard.panels)
    frames[id] = await panelFrames(targets, Math.floor((gridPos.w / 24) * width), asking);
  const marks: Drawing['marks'][number][] = [];
  for (const annotation of dashboard.annotations.list) marks.push(...(await marksOf(annotation, asking)));
  return { dashboard, theme, width, from: from * 1000, to: now * 1000, choices, frames, marks };
}

interface Asking {
  readonly prometheus: Prometheus;
  /** Unix seconds. */
  readonly from: number;
  readonly to: number;
  readonly choices: Choices;
}

async function panelFrames(targets: readonly PanelQuery[], pixels: number, asking: Asking): Promise<readonly Frame[]> {
  const { from, to, prometheus } = asking;
  const single = targets.filter(({ format }) => format === 'table').length === 1;
  const all: Frame[] = [];
  for (const query of targets) {
    const step = stepOf(to - from, pixels);
    const expr = fillIn(query.expr, asking, step);
    if (query.format === 'table') all.push(tableFrame(query, await prometheus.instant(expr, to), single));
    else if (query.instant === true) all.push(...seriesFrames(query, await prometheus.instant(expr, to)));
    else all.push(...seriesFrames(query, await prometheus.range(expr, aligned(from, to, step)), step * 1000));
  }
  return all;
}

/** Grafana asks at multiples of the step, so that a chart does not flicker. */
function aligned(from: number, to: number, step: number): { start: number; end: number; step: number } {
  return { start: Math.floor(from / step) * step, end: Math.floor(to / step) * step, step };
}

/** A mark for each value, which is a time, as annotations with useValueForTime are. */
async function marksOf(
  { enable, expr, iconColor = 'grey' }: DrawnAnnotation,
  asking: Asking,
): Promise<Drawing['marks']> {
  if (!enable || expr === undefined) return [];
  const { prometheus, from, to } = asking;
  const answer = await prometheus.range(fillIn(expr, asking, 60), aligned(from, to, 120));
  const times = new Set(answer.flatMap(({ values }) => values.map(([, value]) => Number(value))));
  return [...times].filter((time) => time >= from && time <= to).map((time) => ({ at: time * 1000, color: iconColor }));
}

const steps = [60, 120, 300, 600, 900, 1200, 1800, 3600] as const;

/** Seconds between two points: about a point for each pixel, a minute at least. */
function stepOf(range: number, pixels: number): number {
  return steps.find((step) => range / step <= pixels) ?? 7200;
}

const secondsOf: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 };

/** `now-24h` and the like. */
function rangeSeconds(from: string): number {
  const [, count = '', unit = ''] = /^now-(\d+)([mhd])$/.exec(from) ?? [];
  const seconds = secondsOf[unit];
  if (seconds === undefined) throw new Error(`not a time range: ${from}`);
  return Number(count) * seconds;
}

/** Puts values in place of variables. Throws if there is none for one. `$1` stays, as in Grafana: it is a group of label_replace. */
function fillIn(expr: string, { choices, from, to }: Asking, step: number): string {
  const own: Choices = {
    __interval: `${step}s`,
    __rate_interval: `${Math.max(step + 60, 240)}s`,
    __range: `${to - from}s`,
    __range_s: String(to - from),
    ...choices,
  };
  return expr.replaceAll(/\$(?:\{(\w+)\}|([a-z_]\w*))/gi, (whole, braced?: string, bare?: string) => {
    const value = own[braced ?? bare ?? ''];
    if (value === undefined) throw new Error(`no value for ${whole} in ${expr}`);
    return value;
  });
}
