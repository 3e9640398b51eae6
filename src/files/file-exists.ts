import { stat } from 'node:fs/promises';

const absent: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR']);

/** Whether there is a file of this path, which is not opened. What cannot be told for lack of rights counts as there. Never rejects. */
export async function fileExists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    return !absent.has((error as NodeJS.ErrnoException).code);
  }
}
