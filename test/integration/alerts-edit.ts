import { readProjectFile } from '../fixtures/project-file.js';

/** Returns a file of the project with these texts replaced everywhere. Throws if the file lacks one of them, which would have no effect. */
export function edited(path: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
    return text.replaceAll(from, to);
  }, readProjectFile(path));
}
