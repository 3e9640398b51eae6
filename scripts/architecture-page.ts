import { readFileSync } from 'node:fs';

interface Folder {
  readonly purpose: string;
  readonly imports: readonly string[];
}

/** docs/architecture.md with its table of folders made anew from src/folders.json, between two comments. The rest is written by hand. */
export function architecturePage(page: string): string {
  const table = /(?<=<!-- folders -->\n)[^]*(?=<!-- end of folders -->)/;
  if (!table.test(page)) throw new Error('docs/architecture.md has no <!-- folders --> … <!-- end of folders -->');
  const folders = JSON.parse(readFileSync('src/folders.json', 'utf8')) as Readonly<Record<string, Folder>>;
  const rows = Object.entries(folders).map(
    ([folder, { purpose, imports }]) => `| src/${folder} | ${purpose} | ${imports.join(', ')} |`,
  );
  return page.replace(table, ['| folder | what it is for | imports |', '|---|---|---|', ...rows, ''].join('\n'));
}
