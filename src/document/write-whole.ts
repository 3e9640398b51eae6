import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { guardFile } from './guard-file.js';
import { writeFailure } from './write-failure.js';

/**
 * Writes a file. Returns what went wrong, as text that follows the file's name; undefined: it is written. Never rejects. `newMode`: the mode of
 * a file that does not exist yet, whatever the umask; undefined: the default of the process (umask).
 */
export type WriteFile = (
  path: string,
  text: string | Iterable<string>,
  newMode?: number,
) => Promise<string | undefined>;

/**
 * Writes a file as a whole or not at all: whoever reads it sees the old content or the new, also after a crash. A symbolic link stays, and so
 * does the mode of a file that exists. A pipe, socket or device is refused, because the new file would take its place.
 */
export const writeWhole: WriteFile = async (path, text, newMode) => {
  try {
    return await guardFile('write', path, () => replace(path, text, newMode));
  } catch (error) {
    return writeFailure((error as NodeJS.ErrnoException).code ?? '');
  }
};

type Text = Parameters<WriteFile>[1];

async function replace(path: string, text: Text, newMode: number | undefined): Promise<string | undefined> {
  const real = await orMissing(realpath(path));
  const known = real === undefined ? undefined : await stat(real);
  if (known?.isDirectory()) return 'a directory, expected a file';
  if (known?.isFile() === false) return 'a pipe, socket or device, expected a file';
  const target = real ?? path;
  // A rename within one folder is atomic (rename(2)), and the name is short whatever that of the file is.
  const temporary = join(dirname(target), `.${randomUUID()}.tmp`);
  try {
    await writeNew(temporary, text, known?.mode ?? newMode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return undefined;
}

async function orMissing<Value>(result: Promise<Value>): Promise<Value | undefined> {
  try {
    return await result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `mode`: undefined: the default of the process (umask). */
async function writeNew(path: string, text: Text, mode: number | undefined): Promise<void> {
  const file = await open(path, 'wx');
  try {
    if (mode !== undefined) await file.chmod(mode & 0o777);
    await writeFile(file, text);
    // Without it, a crash of the host could leave an empty file under the final name.
    await file.sync();
  } finally {
    await file.close();
  }
}
