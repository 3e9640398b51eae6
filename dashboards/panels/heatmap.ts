import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  PanelBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { palette } from '../looks/palette.js';
import { plainSteps } from '../looks/steps.js';
import { dress, type PanelSpec } from './panel-spec.js';
import { rangeQueries } from './query.js';

interface HeatmapSpec extends PanelSpec {
  /** Buckets of a histogram, by `le`. */
  readonly expr: string;
  /** Of what the buckets measure. */
  readonly unit: string;
}

/** How often values fell into each bucket, over time: the more, the stronger the colour, in one hue. */
export function heatmap(spec: HeatmapSpec): Panel {
  return dress(new PanelBuilder(), spec, plainSteps(palette.information))
    .targets(rangeQueries([{ expr: spec.expr, legend: '{{le}}' }], PromQueryFormat.Heatmap))
    .unit('short')
    .color(new HeatmapColorOptionsBuilder().mode(HeatmapColorMode.Scheme).scheme('Blues').steps(64))
    .yAxis(new YAxisConfigBuilder().unit(spec.unit))
    .build();
}
