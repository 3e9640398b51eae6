import { readdirSync, readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path';
import t from 'tap';
import { committed } from '../dashboards/dashboard-json.js';
import { allPages } from './commands/pages.js';

const folder = 'docs/pictures';
const pictures = readdirSync(folder).map((name) => `${folder}/${name}`);

interface Shown {
  readonly page: string;
  readonly picture: string;
  readonly alt: string;
}

/** Each picture that a page shows, in Markdown or in HTML. */
const shown: readonly Shown[] = allPages().flatMap((page) => {
  const text = readFileSync(page, 'utf8');
  const inMarkdown = [...text.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, alt = '', path = '']) => ({
    alt,
    path,
  }));
  const inHtml = [...text.matchAll(/<img alt="([^"]*)" src="([^"]+)"/g)].map(([, alt = '', path = '']) => ({
    alt,
    path,
  }));
  const sources = [...text.matchAll(/<source [^>]*srcset="([^"]+)"/g)].map(([, path = '']) => ({
    alt: 'source',
    path,
  }));
  return [...inMarkdown, ...inHtml, ...sources].map(({ alt, path }) => ({
    page,
    picture: normalize(`${dirname(page)}/${path}`),
    alt,
  }));
});

void t.test('each picture is small, and WebP', (t) => {
  t.ok(pictures.length >= 5);
  for (const path of pictures) {
    const bytes = readFileSync(path);
    t.equal(bytes.toString('latin1', 8, 12), 'WEBP', path);
    t.ok(bytes.length < 150_000, `${path}: ${bytes.length} bytes`);
  }
  t.end();
});

void t.test('each picture is on a page, and each that a page shows is there and has a text', (t) => {
  const ours = shown.filter(({ picture }) => picture.startsWith(folder));
  t.same(new Set(ours.map(({ picture }) => picture)), new Set(pictures));
  for (const { page, picture, alt } of ours) t.ok(alt.length > 5, `${page}: ${picture} has no text`);
  for (const [path] of committed) {
    const picture = path.replace('dashboards/', `${folder}/`).replace('.json', '.webp');
    t.ok(
      ours.some((each) => each.page === 'docs/dashboards.md' && each.picture === picture),
      path,
    );
  }
  const inReadme = ours.filter(({ page }) => page === 'README.md').map(({ picture }) => picture);
  t.ok(inReadme.some((picture) => picture.includes('status-page')));
  t.ok(inReadme.includes(`${folder}/overview.webp`));
  t.end();
});
