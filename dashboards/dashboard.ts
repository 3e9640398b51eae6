// The SDK deprecates classic dashboards in favour of a second version of the format. Grafana's provisioning does not accept that version.
/* eslint-disable @typescript-eslint/no-deprecated */
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  type Panel,
  RowBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { panelId } from './panel-id.js';
import { runbook } from './runbook.js';
import { selection } from './selection.js';
import { tag, uids } from './uids.js';

/** A row title and the panels under it. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

interface DashboardSpec {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** The start of the default time range, such as `now-24h`. */
  readonly from: string;
  readonly variables: Builder<VariableModel>[];
  readonly annotations: AnnotationQueryBuilder[];
  readonly rows: readonly Row[];
}

/** Creates a dashboard in Grafana's classic JSON, which provisioning, the sidecar and import all accept. */
export function createDashboard(spec: DashboardSpec): Dashboard {
  const builder = new DashboardBuilder(spec.title)
    .uid(spec.uid)
    .description(spec.description)
    .tags([tag])
    .timezone('utc')
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: spec.from, to: 'now' })
    .refresh('1m')
    .links([...toOthers(spec.uid), toRunbooks()])
    .annotations(spec.annotations)
    .variables(spec.variables);
  for (const { title, panels } of spec.rows) {
    builder.withRow(new RowBuilder(title));
    for (const panel of panels) builder.withPanel({ build: () => panel });
  }
  return withIds(inTheBar(builder.build()));
}

const names: Readonly<Record<keyof typeof uids, string>> = {
  overview: 'Overview',
  apiserver: 'API server',
  exporter: 'Exporter',
};

/** Links to the other dashboards. Grafana's own list by tag would carry the target along, also into a dashboard that shows one target or none. */
function toOthers(own: string): readonly DashboardLinkBuilder[] {
  const others = Object.entries(names).map(([key, title]) => ({ uid: uids[key as keyof typeof uids], title }));
  return others
    .filter(({ uid }) => uid !== own)
    .map(({ uid, title }) =>
      new DashboardLinkBuilder(title).icon('dashboard').url(`/d/${uid}?${selection}`).keepTime(true),
    );
}

function toRunbooks(): DashboardLinkBuilder {
  return new DashboardLinkBuilder('Runbooks').icon('doc').url(runbook('README')).targetBlank(true);
}

/** The SDK sets no ids on panels and the same id on all rows. This sets an id on each of them. */
function withIds(dashboard: Dashboard): Dashboard {
  const panels = dashboard.panels?.map((panel) => ({ ...panel, id: panelId(panel.title ?? '') }));
  return { ...dashboard, ...(panels && { panels }) };
}

/** The SDK sets `placement`, which hides links and annotations in a menu. It sets it on panel links too. This removes it. */
function inTheBar(dashboard: Dashboard): Dashboard {
  const { links = [], annotations, panels = [] } = dashboard;
  return {
    ...dashboard,
    links: links.map(withoutPlacement),
    annotations: { list: (annotations.list ?? []).map(withoutPlacement) },
    panels: panels.map((panel) =>
      'links' in panel ? { ...panel, links: (panel.links ?? []).map(withoutPlacement) } : panel,
    ),
  };
}

function withoutPlacement<T extends object>(item: T): T {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'placement')) as T;
}
