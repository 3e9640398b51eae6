import { readFileSync } from 'node:fs';

/**
 * Returns the mount point of an absolute path by its text alone, so that nothing asks a file system that hangs. procfs is always answered.
 * Where there is no such file (not Linux), everything is one mount.
 */
export function mountOf(path: string, table: () => string = readTable): string {
  const points = table()
    .split('\n')
    .map((line) => unescaped(line.split(' ', 5)[4] ?? ''));
  const above = points.filter(
    (point) => point !== '' && (path === point || path.startsWith(point === '/' ? '/' : `${point}/`)),
  );
  return above.reduce((longest, point) => (point.length > longest.length ? point : longest), '/');
}

function readTable(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return '';
  }
}

/** proc_pid_mountinfo(5): blanks, tabs, line ends and backslashes are octal. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_match, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
