import {
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorModeId, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { palette, seriesColours } from '../appearance/palette.js';
import { plainSteps } from '../appearance/steps.js';
import { dress, type PanelSpec } from './panel-spec.js';
import { type Query, rangeQueries } from './query.js';

export interface TimeSeriesSpec extends PanelSpec {
  readonly queries: readonly Query[];
  readonly unit: string;
  readonly decimals?: number;
  readonly stacked?: boolean;
  /** The series that are known in advance, in the order of their colours. */
  readonly names?: readonly string[];
  /** The axis reaches at least to this value, so that a line at zero is seen to be small. */
  readonly axisTo?: number;
  /** A regular expression for the series that are a limit of the others. They are dashed. */
  readonly limits?: string;
}

/**
 * Lines on an axis from zero. A table shows their last and highest values, to distinguish lines of similar colours. It is beside the lines if their
 * names are known, and so are short. Names of hosts are long: beside the lines they would leave these a third of a small screen.
 */
export function timeSeries(spec: TimeSeriesSpec): Panel {
  const builder = dress(new PanelBuilder(), spec, plainSteps(palette.information))
    .targets(rangeQueries(spec.queries))
    .unit(spec.unit)
    .min(0)
    .lineWidth(2)
    .fillOpacity(spec.stacked === true ? 40 : 0)
    .showPoints(VisibilityMode.Never)
    .stacking(new StackingConfigBuilder().mode(spec.stacked === true ? StackingMode.Normal : StackingMode.None))
    .legend(legend(spec.names === undefined ? LegendPlacement.Bottom : LegendPlacement.Right))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  for (const [i, name] of (spec.names ?? []).entries()) {
    const fixedColor = seriesColours[i % seriesColours.length];
    const line = lines[Math.floor(i / seriesColours.length)];
    builder.overrideByName(name, [
      { id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor } },
      ...(line === undefined ? [] : [{ id: 'custom.lineStyle', value: line }]),
    ]);
  }
  if (spec.axisTo !== undefined) builder.axisSoftMax(spec.axisTo);
  if (spec.limits !== undefined) builder.overrideByRegexp(spec.limits, dashed);
  return (spec.decimals === undefined ? builder : builder.decimals(spec.decimals)).build();
}

/** The lines of each further series that has the colour of another. */
const lines = [
  undefined,
  { fill: 'dash', dash: [12, 6] },
  { fill: 'dash', dash: [4, 6] },
  { fill: 'dot', dash: [0, 8] },
];

const dashed = [
  { id: 'custom.lineStyle', value: { fill: 'dash', dash: [10, 10] } },
  { id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor: palette.critical } },
];

function legend(placement: LegendPlacement): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.Table)
    .placement(placement)
    .calcs(['lastNotNull', 'max']);
}
