const failures: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  EACCES: 'no permission to write to its folder',
  EPERM: 'no permission to write to its folder',
  EROFS: 'its file system is read-only',
  ENOSPC: 'no space is left on its file system',
  EDQUOT: 'no space is left on its file system',
  ELOOP: 'its symbolic links form a loop',
  EUNANSWERED: 'the file system does not answer, as a network file system that hangs',
};

/** Returns what the code of an error of node:fs means for one who writes a file, as text that follows the file's name. */
export function writeFailure(code: string): string {
  return Object.hasOwn(failures, code) ? (failures[code] ?? code) : `cannot be written (${code})`;
}
