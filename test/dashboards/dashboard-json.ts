import { dashboards } from '../../dashboards/dashboards.js';
import { readProjectFile } from '../fixtures/project-file.js';

/** The parts of Grafana's classic JSON that the tests check. */
export interface DashboardJson {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly timezone: string;
  readonly editable: boolean;
  readonly schemaVersion: number;
  readonly panels: readonly PanelJson[];
  readonly templating: { readonly list: readonly VariableJson[] };
  readonly annotations: { readonly list: readonly AnnotationJson[] };
  readonly links: readonly LinkJson[];
  readonly __inputs?: unknown;
}

export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: unknown;
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly targets?: readonly TargetJson[];
  readonly links?: readonly LinkJson[];
  readonly transformations?: readonly { readonly id: string; readonly options: OrganizeJson }[];
  readonly options?: { readonly sortBy?: readonly { readonly displayName: string }[] };
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit?: string;
      readonly noValue?: string;
      readonly mappings?: readonly unknown[];
      readonly thresholds?: { readonly mode: string; readonly steps: readonly StepJson[] };
    };
    readonly overrides: readonly OverrideJson[];
  };
}

export interface OrganizeJson {
  readonly excludeByName?: Readonly<Record<string, boolean>>;
  readonly indexByName?: Readonly<Record<string, number>>;
  readonly renameByName?: Readonly<Record<string, string>>;
}

export interface StepJson {
  readonly value: number | null;
  readonly color: string;
}

export interface OverrideJson {
  readonly matcher: { readonly id: string; readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

export interface TargetJson {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format: string;
}

export interface VariableJson {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly query: string;
  readonly datasource?: unknown;
  readonly multi: boolean;
  readonly includeAll: boolean;
  readonly allValue?: string;
  readonly regex?: string;
  readonly sort?: number;
  readonly refresh?: number;
}

export interface AnnotationJson {
  readonly name: string;
  readonly expr: string;
  readonly datasource: unknown;
  readonly textFormat: string;
}

export interface LinkJson {
  readonly title: string;
  readonly type: string;
  readonly url?: string;
  readonly tags?: readonly string[];
  readonly includeVars?: boolean;
  readonly keepTime?: boolean;
  readonly placement?: string;
}

/** Every committed dashboard, by its path. */
export const committed: readonly (readonly [path: string, dashboard: DashboardJson])[] = Object.keys(dashboards).map(
  (path) => [path, JSON.parse(readProjectFile(path)) as DashboardJson],
);

/** Its panels, except the headings of rows. */
export function panelsOf({ panels }: DashboardJson): readonly PanelJson[] {
  return panels.filter(({ type }) => type !== 'row');
}

/** Every expression of a dashboard, with its place. */
export function expressionsOf(dashboard: DashboardJson): readonly (readonly [where: string, expr: string])[] {
  return [
    ...panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
      targets.map(({ refId, expr }) => [`${dashboard.title}: ${title} ${refId}`, expr] as const),
    ),
    ...dashboard.templating.list.flatMap(({ name, query }) => {
      const [, expr] = queryResult.exec(query) ?? [];
      return expr === undefined ? [] : [[`${dashboard.title}: ${name}`, expr] as const];
    }),
    ...dashboard.annotations.list.map(({ name, expr }) => [`${dashboard.title}: ${name}`, expr] as const),
  ];
}

/** A variable whose values are those of a query. */
export const queryResult = /^query_result\((.+)\)$/;
