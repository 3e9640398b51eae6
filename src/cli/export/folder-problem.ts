import { stat } from 'node:fs/promises';
import { writeFailure } from '../../document/write-failure.js';

/** Returns why nothing can be written into a folder, as text that follows its name. Undefined: it is there, or can perhaps be made. Never rejects. */
export async function folderProblem(folder: string): Promise<string | undefined> {
  try {
    return (await stat(folder)).isDirectory() ? undefined : 'not a folder';
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    return code === 'ENOTDIR' ? 'not a folder' : writeFailure(code);
  }
}
