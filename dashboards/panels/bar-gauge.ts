import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeValueMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Steps } from '../appearance/steps.js';
import { unknown } from '../appearance/words.js';
import { dress, type PanelSpec } from './panel-spec.js';
import { instantQueries, type Query } from './query.js';

interface BarGaugeSpec extends PanelSpec {
  readonly query: Query;
  readonly unit: string;
  readonly decimals: number;
  readonly steps: Steps;
}

/** A horizontal bar for each series, followed by its value in plain text. */
export function barGauge(spec: BarGaugeSpec): Panel {
  return dress(new PanelBuilder(), spec, spec.steps)
    .targets(instantQueries([spec.query]))
    .unit(spec.unit)
    .decimals(spec.decimals)
    .mappings([unknown(spec.empty)])
    .min(0)
    .orientation(VizOrientation.Horizontal)
    .displayMode(BarGaugeDisplayMode.Basic)
    .valueMode(BarGaugeValueMode.Text)
    .namePlacement(BarGaugeNamePlacement.Left)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .build();
}
