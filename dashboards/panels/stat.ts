import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { Panel, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import type { Steps } from '../appearance/steps.js';
import { unknown } from '../appearance/words.js';
import { dress, type PanelSpec } from './panel-spec.js';
import { instantQueries } from './query.js';

interface StatSpec extends PanelSpec {
  readonly expr: string;
  readonly unit: string;
  readonly decimals?: number;
  readonly steps: Steps;
  readonly mappings?: readonly ValueMapping[];
  /** The name above the number. May contain `{{label}}`. */
  readonly name?: string;
}

/**
 * One number on its colour, as large in each panel, and its name above it. Grafana writes the number in black or white, whichever is easier to
 * read.
 */
export function stat(spec: StatSpec): Panel {
  const builder = dress(new PanelBuilder(), spec, spec.steps)
    .targets(instantQueries([{ expr: spec.expr, legend: spec.name ?? '' }]))
    .unit(spec.unit)
    .mappings([...(spec.mappings ?? []), unknown(spec.empty)])
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .colorMode(BigValueColorMode.BackgroundSolid)
    .graphMode(BigValueGraphMode.None)
    .text(new VizTextDisplayOptionsBuilder().titleSize(12).valueSize(24))
    .wideLayout(false)
    .textMode(spec.name === undefined ? BigValueTextMode.Value : BigValueTextMode.ValueAndName);
  return (spec.decimals === undefined ? builder : builder.decimals(spec.decimals)).build();
}
