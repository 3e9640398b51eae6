import { existsSync } from 'node:fs';
import { projectFile } from '../../fixtures/project-file.js';

/**
 * What a block of commands can say about itself, in an HTML comment above it. Without one, test/integration/docs-commands.test.ts runs it. A
 * page says it for all of its blocks with `<!-- commands: … -->`.
 */
const needs = [
  'needs a cluster',
  'needs a control-plane node',
  'needs a monitoring server',
  'needs a published release',
  'needs a cloud account',
  'needs root on a host',
  'needs root on a host with systemd',
  'needs a container engine',
  'needs a checkout of this repository',
  "needs a way to Go's modules and dl.k8s.io",
  'needs a quiet machine for a while',
] as const;

/** A block that a file of this project runs. */
const runBy = /^run by (\S+)$/;

/** Says what is wrong with a mark, or undefined. */
export function faultOfMark(mark: string): string | undefined {
  if ((needs as readonly string[]).includes(mark)) return undefined;
  const [, path] = runBy.exec(mark) ?? [];
  if (path === undefined) return `no such mark: ${mark}. There are: ${needs.join(', ')}, run by FILE`;
  return existsSync(projectFile(path)) ? undefined : `there is no ${path}`;
}
