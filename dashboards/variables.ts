import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { datasource } from './panels/panel-spec.js';

type Variables = Builder<VariableModel>[];

/** `told` says by which metric the values are found, as a selector without labels: a name, or `{__name__=~"…"}`. */
export function commonVariables(told: string): Variables {
  return [
    new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'),
    several('job', 'Job', `label_values(${told}, job)`),
    several('instance', 'Instance', `label_values(${withMatchers(told, 'job=~"$job"')}, instance)`),
  ];
}

/** Targets to choose several from. */
export function targetsVariable(): Builder<VariableModel> {
  return several('target', 'Target', targetValues);
}

/** The one target that the dashboard is about. */
export function targetVariable(): Builder<VariableModel> {
  return query('target', 'Target', targetValues);
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

function withMatchers(told: string, matchers: string): string {
  return told.endsWith('}') ? told.replace(/\}$/, `, ${matchers}}`) : `${told}{${matchers}}`;
}
