import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { datasource } from './panels/panel-spec.js';
import { perTarget } from './queries/labels.js';
import { ofExporters } from './queries/select.js';
import { targetRank } from './queries/target-rank.js';

type Variables = Builder<VariableModel>[];

/** `selector` selects the metrics that have the values. It has no label matchers: it is a name, or `{__name__=~"…"}`. */
export function commonVariables(selector: string): Variables {
  return [
    new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'),
    several('job', 'Job', `label_values(${selector}, job)`),
    several('instance', 'Instance', `label_values(${withMatchers(selector, 'job=~"$job"')}, instance)`),
  ];
}

/** A variable for selecting several targets. */
export function targetsVariable(): Builder<VariableModel> {
  return several('target', 'Target', targetValues);
}

/** A variable for selecting the one target that the dashboard shows. The worst is the first, which Grafana selects where a link names none. The
 * entry of a fleet has no API servers of its own. */
export function targetVariable(): Builder<VariableModel> {
  const ranks = `${targetRank(ofExporters)} unless on (${perTarget}) ${ofExporters('apiserver_fleet_targets')}`;
  return query('target', 'Target', `query_result(sort_desc(max by (target) (${ranks})))`)
    .regex('/^\\{target="(.*)"\\} /')
    .sort(VariableSort.Disabled);
}

const targetValues = 'label_values(apiserver_target_discovery_success{job=~"$job", instance=~"$instance"}, target)';

function several(name: string, label: string, values: string): QueryVariableBuilder {
  return query(name, label, values)
    .multi(true)
    .includeAll(true)
    .allValue('.+')
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}

function query(name: string, label: string, values: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(datasource)
    .query(values)
    .definition(values)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}

function withMatchers(selector: string, matchers: string): string {
  return selector.endsWith('}') ? selector.replace(/\}$/, `, ${matchers}}`) : `${selector}{${matchers}}`;
}
