import { statSync } from 'node:fs';

/** A short text that is another when the file is another; symbolic links are followed, as Kubernetes swaps them to change a mounted secret. */
export type StampFile = (path: string) => string;

/** Never throws. Takes a few microseconds. */
export const stampFile: StampFile = (path) => {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(':');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
};
