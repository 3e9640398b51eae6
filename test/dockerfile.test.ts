import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { imageLabels, type Project, runConfig } from '../scripts/image/image-config.js';

const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ');
const instructions = dockerfile
  .split('\n')
  .map((line) => /^(\w+)\s+(.*)$/.exec(line.trim()))
  .flatMap((match) => (match ? [{ name: match[1], rest: match[2] ?? '' }] : []));
const last = (wanted: string): string => instructions.filter(({ name }) => name === wanted).at(-1)?.rest ?? '';
const allowed: readonly string[] = readFileSync('.dockerignore', 'utf8').match(/(?<=^!).+$/gm) ?? [];
const project = JSON.parse(readFileSync('package.json', 'utf8')) as Project & { readonly files: readonly string[] };

void t.test('the builder is sent what exists, and everything that the package has', (t) => {
  t.match(readFileSync('.dockerignore', 'utf8'), /^\*\n/, 'nothing else');
  for (const path of allowed) t.ok(existsSync(path), path);
  const missing = project.files
    .filter((path) => !path.startsWith('dist/') && !path.startsWith('!'))
    .filter((path) => !allowed.some((each) => path === each || path.startsWith(`${each}/`)));
  t.same(missing, []);
  t.end();
});

void t.test('the image to build with is named by tag and digest, and no other one is pulled', (t) => {
  const images = instructions.flatMap(({ name, rest }) => (name === 'FROM' ? [rest.split(/\s+/)[0] ?? ''] : []));
  t.equal(images.length, 2);
  t.match(images[0], /^node:\d+\.\d+\.\d+-slim@sha256:[0-9a-f]{64}$/);
  t.equal(images[1], 'scratch');
  t.same(
    instructions.filter(({ name, rest }) => name === 'COPY' && /--from=(?!build )/.test(rest)),
    [],
  );
  // BuildKit would pull another frontend.
  t.notMatch(dockerfile, /^#\s*syntax\s*=/m);
  t.end();
});

void t.test('it makes the same image as npm run image', (t) => {
  t.same(JSON.parse(last('ENTRYPOINT')), runConfig.Entrypoint);
  t.same(JSON.parse(last('CMD')), runConfig.Cmd);
  t.equal(last('USER'), runConfig.User);
  t.match(runConfig.User, /^[1-9]\d*:[1-9]\d*$/, 'not root');
  t.same({ [`${last('EXPOSE')}/tcp`]: {} }, runConfig.ExposedPorts);
  t.same(last('ENV').split(' '), runConfig.Env);
  const labels = Array.from(last('LABEL').matchAll(/(\S+)="([^"]*)"/g), ([, name = '', value = '']) => [name, value]);
  t.same(Object.fromEntries(labels), imageLabels(project));
  t.end();
});
