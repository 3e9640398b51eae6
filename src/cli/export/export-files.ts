import { join } from 'node:path';
import { readFile } from '../../document/read-file.js';
import { printable } from '../../text/printable.js';
import type { Io } from '../io.js';
import type { ExportOptions } from './command.js';
import type { Exported, ExportSource } from './exported.js';
import { exportedFiles } from './exported-files.js';
import { findFiles } from './find-files.js';
import { folderProblem } from './folder-problem.js';
import { type ExportPlan, planExport } from './plan-export.js';
import { parseRecord, recordName, recordText, type WrittenRecord } from './record.js';
import { removeFiles } from './remove-files.js';
import { sha256 } from './sha256.js';
import { writeFiles } from './write-files.js';

const mostRecordBytes = 1024 * 1024;

/** Writes what a kind has into a folder, and says so. Returns the exit code: 1 if nothing, or not everything, was written. Never rejects. */
export async function exportFiles(
  { kind, folder, bases, force }: ExportOptions,
  own: ExportSource,
  io: Io,
): Promise<0 | 1> {
  const files = exportedFiles[kind](own, bases);
  if (files.size === 0) {
    io.stderr(`this installation has no ${kind}\n`);
    return 1;
  }
  const wanted = new Map([...files].map(([path, text]) => [path, sha256(text)]));
  const written = await lastRecord(join(folder, recordName(kind)));
  const found = await findFiles(folder, new Set([...wanted.keys(), ...written.keys()]));
  const plan = planExport({ wanted, written, found, force });
  const problem = await folderProblem(folder);
  const problems = problem === undefined ? problemsOf(plan) : [['', problem] as const];
  for (const [path, text] of problems) io.stderr(`${printable(join(folder, path))}: ${text}\n`);
  if (problems.length > 0) return 1;
  const changed = recordText(written) !== recordText(wanted);
  const record = new Map(changed ? [[recordName(kind), recordText(wanted)]] : []);
  return await carryOut(plan, { folder, files, record }, io);
}

async function lastRecord(path: string): Promise<WrittenRecord> {
  const content = await readFile(path, mostRecordBytes);
  return parseRecord(content.ok ? Buffer.from(content.bytes).toString() : '');
}

function problemsOf({ foreign, blocked }: ExportPlan): readonly (readonly [path: string, problem: string])[] {
  return [
    ...blocked.map((path) => [path, 'not a file that can be read and replaced; nothing was written'] as const),
    ...foreign.map(
      (path) => [path, 'not as export wrote it; nothing was written (--force overwrites the file)'] as const,
    ),
  ];
}

interface Order {
  readonly folder: string;
  readonly files: Exported;
  /** The record of what this export wrote; empty: it stays as it is. */
  readonly record: Exported;
}

async function carryOut(plan: ExportPlan, { folder, files, record }: Order, io: Io): Promise<0 | 1> {
  const say = (what: string, path: string): void => io.stdout(`${what} ${printable(join(folder, path))}\n`);
  const chosen = plan.write.map((path) => [path, files.get(path) ?? ''] as const);
  const { written, failure } = await writeFiles(folder, new Map([...chosen, ...record]));
  for (const path of written) if (!record.has(path)) say('wrote', path);
  if (failure !== undefined) {
    io.stderr(`${printable(join(folder, failure.path))}: ${failure.text}\n`);
    return 1;
  }
  const kept = await removeFiles(folder, plan.remove);
  for (const path of plan.remove) if (!kept.has(path)) say('removed', path);
  for (const [path, problem] of kept)
    io.stderr(`${printable(join(folder, path))}: of an earlier version: ${problem}\n`);
  for (const path of plan.left) say('left, because it was changed:', path);
  if (plan.same.length > 0) io.stdout(`unchanged: ${plan.same.length} of ${files.size} files\n`);
  return kept.size > 0 ? 1 : 0;
}
