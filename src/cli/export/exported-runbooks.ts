import { posix } from 'node:path';
import type { Exported, ExportSource } from './exported.js';
import { projectFileUrl } from './project-urls.js';

const folder = 'docs/';

/** The target of a link in Markdown that is within the project: its path, and what follows. */
const link = /\]\((?![a-z]+:|#)(?<path>[^)#\s]+)(?<rest>[#\s][^)]*)?\)/g;

/**
 * The runbooks, the procedures, and the pages to which these lead, in the places that they have to each other. What they lead to beyond that
 * is found in the project.
 */
export function exportedRunbooks({ list, read }: ExportSource): Exported {
  const pages = list(folder).filter((path) => path.endsWith('.md'));
  const first = pages.filter((path) => /^docs\/(runbooks|procedures)\//.test(path));
  const further = new Set(first.flatMap((path) => linkedFrom(path, read(path))));
  const exported = pages.filter((path) => first.includes(path) || further.has(path));
  return new Map(exported.map((path) => [path.slice(folder.length), withLinks(path, read(path), new Set(exported))]));
}

function linkedFrom(page: string, text: string): readonly string[] {
  return [...text.matchAll(link)].map(({ groups }) => resolved(page, groups?.['path'] ?? ''));
}

function resolved(page: string, path: string): string {
  return posix.join(posix.dirname(page), path);
}

function withLinks(page: string, text: string, exported: ReadonlySet<string>): string {
  return text.replaceAll(link, (whole: string, path: string, rest = '') => {
    const target = resolved(page, path);
    return exported.has(target) ? whole : `](${projectFileUrl(target)}${rest})`;
  });
}
