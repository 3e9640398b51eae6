import { dirname } from 'node:path';
import { configOf } from '../../src/config/load.js';
import type { ExpandPattern } from '../../src/discovery/kubeconfig-files.js';
import type { FleetFileDependencies } from '../../src/discovery/fleet-file.js';
import { targetGroups } from '../../src/discovery/target-groups.js';
import type { TargetGroup } from '../../src/discovery/target-group.js';
import { createSameBytes } from '../../src/document/same-bytes.js';
import { kubeconfigContents } from '../../src/kube/kubeconfig-contents.js';
import { findProgram } from '../../src/process/find-program.js';
import { runProgram } from '../../src/process/run-program.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { validConfig } from '../config/config-fixture.js';
import { filesReader } from '../config/yaml-problems.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { loadedCas } from './cas-fixture.js';

/** Files that a test writes, and how they are read. */
export interface FleetDisk {
  /** By path: the text, or why it cannot be read: a ReadFailure. */
  readonly files: Map<string, string>;
  /** Whether every file has rested for long. */
  isResting: boolean;
  /** Milliseconds. */
  time: number;
  /** How many contents were parsed. */
  parsed: number;
  /** What a pattern fails with, beside what it finds. */
  failures: Awaited<ReturnType<ExpandPattern>>['failures'];
  readonly dependencies: FleetFileDependencies & { readonly expand: ExpandPattern };
}

const failures: ReadonlySet<string> = new Set(['forbidden', 'missing', 'unanswered']);

export function fleetDisk(first: Readonly<Record<string, string>> = {}): FleetDisk {
  const files: FleetDisk['files'] = new Map(Object.entries(first));
  const read = createSameBytes((path) => {
    const text = files.get(path) ?? 'missing';
    return Promise.resolve(
      failures.has(text) ? { ok: false, failure: text as 'missing' } : { ok: true, bytes: Buffer.from(text) },
    );
  });
  const disk: FleetDisk = {
    files,
    isResting: true,
    time: 0,
    parsed: 0,
    failures: [],
    dependencies: {
      read,
      allowExec: false,
      clock: { now: () => 1000, monotonic: () => disk.time },
      fileState: () => Promise.resolve({ ok: true, stamp: '', changedAt: disk.isResting ? 0 : 1000 }),
      contents: (bytes) => {
        disk.parsed += 1;
        return Promise.resolve(kubeconfigContents(bytes));
      },
      // A pattern is a folder, and whatever is in it.
      expand: (folder, pattern) => {
        const inside = `${folder}/${dirname(pattern)}`;
        const paths = pattern.endsWith('*')
          ? [...files.keys()].filter((path) => dirname(path) === inside)
          : [`${folder}/${pattern}`];
        return Promise.resolve({ paths, failures: disk.failures });
      },
    },
  };
  return disk;
}

/** The groups of a configuration in /etc, whose kubeconfigs are on this disk. */
export async function groupsOn(disk: FleetDisk, targets: readonly object[]): Promise<readonly TargetGroup[]> {
  const { read, clock, contents, expand, fileState } = disk.dependencies;
  const config = validConfig(await configOf({ targets }, { file: 'test', folder: '/etc', read: filesReader({}) }));
  return targetGroups(config, {
    userAgent: 'test',
    followCas: loadedCas,
    ...toKnownServers,
    clock,
    read,
    parsers: { contents },
    files: { expand, fileState },
    decode: decodeCertificate,
    env: {},
    exec: { run: runProgram, find: findProgram },
  });
}

/** A kubeconfig in YAML, as kubectl writes it, with a cluster, a context and a user of each name. */
export function kubeconfigText(names: readonly string[], token = 'secret', host = 'example'): string {
  const list = (of: string, fields: (name: string) => string) =>
    `${of}s:\n${names.map((name) => `- ${of}:\n    ${fields(name)}\n  name: ${name}\n`).join('')}`;
  return [
    'apiVersion: v1\n',
    list('cluster', (name) => `server: https://${name}.${host}`),
    list('context', (name) => `cluster: ${name}\n    user: ${name}`),
    `current-context: ${names[0] ?? '""'}\nkind: Config\n`,
    list('user', () => `token: ${token}`),
  ].join('');
}
