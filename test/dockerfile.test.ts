import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import t from 'tap';

const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ');
const instructions = dockerfile
  .split('\n')
  .map((line) => /^(\w+)\s+(.*)$/.exec(line.trim()))
  .flatMap((match) => (match ? [{ name: match[1], rest: match[2] ?? '' }] : []));
const copied = instructions
  .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
  .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));
const allowed: readonly string[] = readFileSync('.dockerignore', 'utf8').match(/(?<=^!).+$/gm) ?? [];

void t.test('what is copied into the image exists, and is sent to the builder', (t) => {
  t.ok(copied.length > 3);
  for (const path of copied) {
    t.ok(existsSync(path), path);
    t.ok(allowed.includes(path.replace(/^\.\//, '')), `${path} in .dockerignore`);
  }
  t.end();
});

void t.test('each image is named by tag and digest, the same in every stage, and no other one is pulled', (t) => {
  const stages = new Set(
    instructions.flatMap(({ name, rest }) => (name === 'FROM' ? (/ AS (\S+)$/i.exec(rest)?.[1] ?? []) : [])),
  );
  const named = instructions.flatMap(({ name, rest }) => {
    const image =
      name === 'FROM' ? rest.split(/\s+/)[0] : name === 'COPY' ? /^--from=(\S+)/.exec(rest)?.[1] : undefined;
    return image === undefined || stages.has(image) ? [] : [image];
  });
  t.ok(named.length > 1);
  for (const image of named) t.match(image, /^node:\d+\.\d+\.\d+-slim@sha256:[0-9a-f]{64}$/);
  t.equal(new Set(named).size, 1);
  // BuildKit would pull another frontend.
  t.notMatch(dockerfile, /^#\s*syntax\s*=/m);
  t.end();
});

void t.test('it runs from that layout, as another user, by its entry point', (t) => {
  const [program, ...args] = JSON.parse(
    instructions.find(({ name }) => name === 'ENTRYPOINT')?.rest ?? '[]',
  ) as string[];
  const entry = args.pop() ?? '';
  t.equal(program, 'node');
  t.same(
    args,
    ['--disable-sigusr1'],
    'which Node 20 does not have, so it is not in NODE_OPTIONS of programs that it runs',
  );
  t.match(instructions.filter(({ name }) => name === 'USER').at(-1)?.rest, /^[1-9]\d*:[1-9]\d*$/);

  const app = mkdtempSync(join(tmpdir(), 'image-'));
  t.teardown(() => rmSync(app, { recursive: true }));
  cpSync('package.json', join(app, 'package.json'));
  cpSync('build/src', join(app, 'dist'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(app, 'node_modules'));
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const bin = join(app, entry.replace(/^\/app\//, ''));
  t.equal(execFileSync(process.execPath, [bin, '--version'], { cwd: app, encoding: 'utf8' }).trim(), version);
  t.end();
});
