import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type DashboardLink,
  DashboardLinkBuilder,
  type DataSourceRef,
  type ThresholdsConfig,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Steps } from '../looks/steps.js';
import { runbook } from '../runbook.js';

/** What every panel has. */
export interface PanelSpec {
  /** Unlike that of any other panel of the dashboard: its id is made from it. */
  readonly title: string;
  /** What it shows, and what to do when it is not as it should be. */
  readonly description: string;
  /** What it says when there is nothing to show. */
  readonly empty: string;
  /** Of the 24 columns of a row. */
  readonly width: number;
  /** In steps of 38 pixels. */
  readonly height: number;
  /** The alert whose runbook it leads to. */
  readonly alert?: string;
}

/** The data source that is chosen in the dashboard. */
export const datasource: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

/** What the builders of all panels have in common. */
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
