import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * Returns the path of a program: the command itself if it has a slash, else the first program of this name in a folder of `path` (the
 * variable PATH). As in Go's os/exec, relative folders do not count. Returns undefined if there is none. Never rejects.
 */
export async function findProgram(command: string, path: string | undefined): Promise<string | undefined> {
  if (command.includes('/')) return command;
  for (const folder of (path ?? '').split(delimiter).filter(isAbsolute)) {
    const file = join(folder, command);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
