import { readProjectFile } from '../rules/rule-file.js';

/** A file of the project with these texts replaced wherever they stand. Throws where one does not stand in it: it would change nothing. */
export function edited(path: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
    return text.replaceAll(from, to);
  }, readProjectFile(path));
}
