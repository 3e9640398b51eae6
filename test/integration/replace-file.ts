import { renameSync, writeFileSync } from 'node:fs';

/** Replaces a file like the kubelet does: readers get either the whole old file or the whole new one. */
export function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
