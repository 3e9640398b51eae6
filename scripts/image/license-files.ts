import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The licence of the project, and those of what an executable contains, which `npm run binary` writes beside it. */
export function licenseFiles(executable: string): readonly string[] {
  return ['LICENSE', join(dirname(executable), 'THIRD-PARTY-LICENSES.txt')].filter((path) => existsSync(path));
}
