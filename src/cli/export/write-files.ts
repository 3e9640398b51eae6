import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeFailure } from '../../document/write-failure.js';
import { writeWhole } from '../../document/write-whole.js';
import type { Exported } from './exported.js';
import { keepAccess } from './keep-access.js';
import { makeFolder } from './make-folder.js';

export interface Written {
  /** In the order in which they were written. */
  readonly written: readonly string[];
  /** What went wrong, and for which path in the folder ('': the folder itself). undefined: everything was written. */
  readonly failure: { readonly path: string; readonly text: string } | undefined;
}

/**
 * Writes files into a folder, which is made if it is missing. All of them are written beside their places first. So a full disk or a lack of
 * rights leaves everything as it was, and nobody ever reads half a file. Owner and mode of a file that exists stay. Never rejects.
 */
export async function writeFiles(folder: string, files: Exported): Promise<Written> {
  if (files.size === 0) return { written: [], failure: undefined };
  const stage = join(folder, `.${randomUUID()}.tmp`);
  const made = await attempt('', () => makeFolder(stage));
  if (made !== undefined) return { written: [], failure: made };
  try {
    const failure = await stageAll(stage, files);
    return failure === undefined ? await moveAll(stage, folder, [...files.keys()]) : { written: [], failure };
  } finally {
    await attempt('', () => rm(stage, { recursive: true, force: true }));
  }
}

async function stageAll(stage: string, files: Exported): Promise<Written['failure']> {
  for (const [path, text] of files) {
    const failure =
      (await attempt(path, () => mkdir(dirname(join(stage, path)), { recursive: true }))) ??
      failureOf(path, await writeWhole(join(stage, path), text));
    if (failure !== undefined) return failure;
  }
  return undefined;
}

async function moveAll(stage: string, folder: string, paths: readonly string[]): Promise<Written> {
  const written: string[] = [];
  for (const path of paths) {
    const failure = await attempt(path, async () => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await keepAccess(join(folder, path), join(stage, path));
      await rename(join(stage, path), join(folder, path));
    });
    if (failure !== undefined) return { written, failure };
    written.push(path);
  }
  return { written, failure: undefined };
}

/** What the codes mean of which a file's folder, and not the file, is the cause. */
const folderFailures: ReadonlyMap<string, string> = new Map([
  ['ENOTDIR', 'not a folder'],
  ['EEXIST', 'not a folder'],
  ['ENOENT', 'no folder can be made there'],
]);

function failureOf(path: string, text: string | undefined): Written['failure'] {
  return text === undefined ? undefined : { path, text };
}

async function attempt(path: string, action: () => Promise<unknown>): Promise<Written['failure']> {
  try {
    await action();
    return undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return { path, text: folderFailures.get(code) ?? writeFailure(code) };
  }
}
