import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
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
}

/** One large number on its colour. Grafana writes the number in black or white, whichever is easier to read. */
export function stat(spec: StatSpec): Panel {
  const builder = dress(new PanelBuilder(), spec, spec.steps)
    .targets(instantQueries([{ expr: spec.expr, legend: '' }]))
    .unit(spec.unit)
    .mappings([...(spec.mappings ?? []), unknown(spec.empty)])
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .colorMode(BigValueColorMode.BackgroundSolid)
    .graphMode(BigValueGraphMode.None)
    .textMode(BigValueTextMode.Value);
  return (spec.decimals === undefined ? builder : builder.decimals(spec.decimals)).build();
}
