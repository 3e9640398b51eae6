import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { ReleaseFacts } from './release-faults.js';

/** What of a version the tree itself has. */
export type TreeFacts = Omit<ReleaseFacts, 'tag' | 'runsIn' | 'today'>;

/** Reads what a release depends on from a checkout. */
export function readFacts(folder = '.'): TreeFacts {
  const read = (path: string): string => readFileSync(`${folder}/${path}`, 'utf8');
  const { version, repository } = JSON.parse(read('package.json')) as {
    readonly version: string;
    readonly repository: string;
  };
  const lock = JSON.parse(read('package-lock.json')) as { readonly version: string };
  const chart = load(read('deploy/chart/Chart.yaml')) as ReleaseFacts['chart'];
  return { version, repository, lockedVersion: lock.version, chart, changelog: read('CHANGELOG.md') };
}
