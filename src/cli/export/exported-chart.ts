import type { Exported, LinkBases, ExportSource } from './exported.js';

const folder = 'deploy/chart/';

/** The Helm chart. The links are defaults of its values. */
export function exportedChart({ list, read }: ExportSource, { runbooks, grafana }: LinkBases): Exported {
  return new Map(
    chartFiles(list(folder)).map((path) => {
      const text = read(path);
      const name = path.slice(folder.length);
      return [name, name === 'values.yaml' ? withValues(text, { runbookUrl: runbooks, grafanaUrl: grafana }) : text];
    }),
  );
}

/** Sets keys of the highest level. The comments stay. */
function withValues(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values).reduce((before, [key, value]) => {
    if (value === undefined) return before;
    const line = new RegExp(`^${key}:.*$`, 'm');
    if (!line.test(before)) throw new Error(`deploy/chart/values.yaml has no ${key}`);
    return before.replace(line, `${key}: "${value}"`);
  }, text);
}

/** ci/ has values for the tests of the project. Helm leaves them out of a package as well. */
function chartFiles(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !path.startsWith(`${folder}ci/`));
}
