import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import t from 'tap';
import { projectUrl } from '../../src/cli/export/project-urls.js';
import { nothingToMend } from '../fixtures/to-mend.js';
import { allPages } from './commands/pages.js';

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

const withoutBlocks = (page: string): string => page.replaceAll(/^ *```[^]*?^ *```/gm, '').replaceAll(/`[^`\n]*`/g, '');

function anchorsOf(path: string): ReadonlySet<string> {
  const page = readFileSync(path, 'utf8').replaceAll(/^ *```[^]*?^ *```/gm, '');
  return new Set([...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading)));
}

/** The page of a file or folder of this project. The chart's README needs it, because the chart is also read without the project. */
const ofProject = new RegExp(`^${projectUrl}/(?:blob|tree)/main/`);

function faultOf(path: string, link: string): string | undefined {
  const [file = '', anchor] = link.replace(ofProject, '').split('#');
  const from = ofProject.test(link) ? '.' : dirname(path);
  const to = file === '' ? path : normalize(join(from, file));
  if (!existsSync(to)) return `there is no ${to}`;
  if (anchor === undefined || statSync(to).isDirectory() || !to.endsWith('.md')) return undefined;
  return anchorsOf(to).has(anchor) ? undefined : `${to} has no heading for #${anchor}`;
}

void t.test('each link to a file or heading of the project leads there', (t) => {
  const links = allPages().flatMap((path) =>
    [...withoutBlocks(readFileSync(path, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => ({
      path,
      link,
    })),
  );
  const own = links.filter(({ link }) => ofProject.test(link) || !/^(?:https?|mailto):/.test(link));
  t.ok(own.length > 300);
  nothingToMend(
    t,
    own.flatMap(({ path, link }) => {
      const fault = faultOf(path, link);
      return fault === undefined ? [] : [`${path}: ${link}: ${fault}`];
    }),
  );
  t.end();
});

void t.test('each page can be found from the README', (t) => {
  const reached = new Set(['README.md']);
  for (const path of reached)
    for (const [, link = ''] of withoutBlocks(readFileSync(path, 'utf8')).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
      const to = normalize(join(dirname(path), link));
      const page = to.endsWith('.md') ? to : join(to, 'README.md');
      if (existsSync(page)) reached.add(page);
    }
  nothingToMend(
    t,
    allPages()
      .filter((path) => path.startsWith('docs/') && !reached.has(path))
      .map((path) => `link to ${path} from README.md, or from a page to which it leads`),
  );
  t.end();
});
