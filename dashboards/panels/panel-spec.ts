import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type DashboardLink,
  DashboardLinkBuilder,
  type DataSourceRef,
  type ThresholdsConfig,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Steps } from '../appearance/steps.js';
import { runbook } from '../runbook.js';

/** The fields of every panel. */
export interface PanelSpec {
  /** Unique in the dashboard, because the panel's id is derived from it. */
  readonly title: string;
  /** Says what the panel shows, and what to do when something is wrong. */
  readonly description: string;
  /** The text that the panel shows when it has no data. */
  readonly empty: string;
  /** In columns. A row has 24 of them. */
  readonly width: number;
  /** In units of 38 pixels. */
  readonly height: number;
  /** The alert whose runbook the panel links to. */
  readonly alert?: string;
}

/** The data source that is selected in the dashboard. */
export const datasource: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

/** The methods that the builders of all panels have. */
interface Dressable {
  title(title: string): this;
  description(description: string): this;
  noValue(text: string): this;
  span(width: number): this;
  height(height: number): this;
  datasource(ref: DataSourceRef): this;
  thresholds(thresholds: Builder<ThresholdsConfig>): this;
  links(links: Builder<DashboardLink>[]): this;
}

export function dress<B extends Dressable>(builder: B, spec: PanelSpec, steps: Steps): B {
  return builder
    .title(spec.title)
    .description(spec.description)
    .noValue(spec.empty)
    .span(spec.width)
    .height(spec.height)
    .datasource(datasource)
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([...steps]))
    .links(spec.alert === undefined ? [] : [runbookLink(spec.alert)]);
}

function runbookLink(alert: string): DashboardLinkBuilder {
  return new DashboardLinkBuilder(`Runbook ${alert}`).url(runbook(alert)).targetBlank(true);
}
