import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  PanelBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { palette } from '../appearance/palette.js';
import { plainSteps } from '../appearance/steps.js';
import { dress, type PanelSpec } from './panel-spec.js';
import { rangeQueries } from './query.js';

interface HeatmapSpec extends PanelSpec {
  /** A query for the buckets of a histogram, by `le`. */
  readonly expr: string;
  /** The unit of what the buckets measure. */
  readonly unit: string;
}

/** Shows how often values fell into each bucket over time. All colours have one hue, and more values make it stronger. */
export function heatmap(spec: HeatmapSpec): Panel {
  return dress(new PanelBuilder(), spec, plainSteps(palette.information))
    .targets(rangeQueries([{ expr: spec.expr, legend: '{{le}}' }], PromQueryFormat.Heatmap))
    .unit('short')
    .color(new HeatmapColorOptionsBuilder().mode(HeatmapColorMode.Scheme).scheme('Blues').steps(64))
    .yAxis(new YAxisConfigBuilder().unit(spec.unit))
    .build();
}
