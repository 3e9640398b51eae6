import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ExportSource } from '../../../src/cli/export/exported.js';
import { projectFile, readProjectFile } from '../../fixtures/project-file.js';

/** The files of the checkout. */
export const ownFiles: ExportSource = {
  list: (folder) =>
    readdirSync(projectFile(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(projectFile('.'), join(parentPath, name))),
  read: readProjectFile,
};

/** Own files that a test invents. */
export function inventedFiles(files: Readonly<Record<string, string>>): ExportSource {
  return {
    list: (folder) => Object.keys(files).filter((path) => path.startsWith(folder)),
    read: (path) => files[path] ?? '',
  };
}
