import { TooltipDisplayMode, VisibilityMode, VizTooltipOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { Panel, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { palette } from '../appearance/palette.js';
import { truthSteps } from '../appearance/steps.js';
import { dress, type PanelSpec } from './panel-spec.js';
import { type Query, rangeQueries } from './query.js';

interface StateTimelineSpec extends PanelSpec {
  readonly query: Query;
  readonly states: ValueMapping;
}

/** A line for each series. It shows the states over time as coloured bars with their words. */
export function stateTimeline(spec: StateTimelineSpec): Panel {
  return dress(new PanelBuilder(), spec, truthSteps(palette.ok))
    .targets(rangeQueries([spec.query]))
    .unit('none')
    .mappings([spec.states])
    .showValue(VisibilityMode.Auto)
    .mergeValues(true)
    .perPage(30)
    .fillOpacity(80)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single))
    .build();
}
