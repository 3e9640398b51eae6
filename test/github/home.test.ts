import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import t from 'tap';

const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly repository: string };
const home = repository.replace('github:', '');
const [owner = '', name = ''] = home.split('/');

/** Each place outside of tests that names something of the project's by the pattern, with what it names. */
function named(pattern: string): readonly string[] {
  const args = ['grep', '--cached', '-IohE', pattern, '--', '.', ':!test'];
  return execFileSync('git', args, { encoding: 'utf8' }).trim().split('\n');
}

void t.test('every link leads to the repository of package.json', (t) => {
  const links = named(`github\\.com/[A-Za-z0-9_.-]+/${name}\\b`);
  t.ok(links.length > 20);
  t.same([...new Set(links)], [`github.com/${home}`]);
  t.end();
});

void t.test('every image and chart is that of its owner', (t) => {
  const images = named(`ghcr\\.io/[A-Za-z0-9_./-]+/${name}\\b`);
  t.ok(images.length > 3);
  t.same([...new Set(images)].sort(), [`ghcr.io/${home}`, `ghcr.io/${owner}/charts/${name}`]);
  t.end();
});
