import { TooltipDisplayMode, VisibilityMode, VizTooltipOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { Panel, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { palette } from '../appearance/palette.js';
import { truthSteps } from '../appearance/steps.js';
import { dress, type PanelSpec } from './panel-spec.js';
import { type Query, rangeQueries } from './query.js';

interface StateTimelineSpec extends PanelSpec {
  /** The lines of the first query are on top. */
  readonly queries: readonly Query[];
  readonly states: ValueMapping;
}

/** A line for each series. It shows the states over time as coloured bars with their words. */
export function stateTimeline(spec: StateTimelineSpec): Panel {
  return dress(new PanelBuilder(), spec, truthSteps(palette.ok))
    .targets(rangeQueries(spec.queries))
    .unit('none')
    .mappings([spec.states])
    .showValue(VisibilityMode.Auto)
    .mergeValues(true)
    .perPage(linesIn(spec.height))
    .fillOpacity(100)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single))
    .build();
}

/** How many lines are readable in a panel, beside its title, its axis and the pages. */
function linesIn(height: number): number {
  return Math.floor((height * 38 - 110) / 17);
}
