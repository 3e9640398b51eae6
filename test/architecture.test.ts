import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import t from 'tap';

/** Files below a folder, as paths relative to it. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
}

/** Files without logic of their own: types, or tables that the twins of their users cover. */
const untested: ReadonlySet<string> = new Set([
  'bin.ts',
  'cli/io.ts',
  'config/config.ts',
  'discovery/target.ts',
  'log/log-options.ts',
  'probe/probe-dependencies.ts',
  'probe/report.ts',
  'web/limits.ts',
  'web-config/web-config.ts',
  'web/status/status.ts',
]);

void t.test('every source file has a twin among the tests', (t) => {
  const tests = new Set(filesBelow('test'));
  const missing = filesBelow('src')
    .map((file) => [file, file.replace(/\.ts$/, '.test.ts')] as const)
    .filter(([file, twin]) => !untested.has(file) && !tests.has(twin))
    .map(([file, twin]) => `write test/${twin}, the twin of src/${file}`);
  t.same(missing, []);
  t.end();
});

void t.test('the exceptions of the twin rule exist', (t) => {
  const sources = new Set(filesBelow('src'));
  const gone = [...untested].filter((file) => !sources.has(file));
  t.same(
    gone.map((file) => `remove ${file} from the exceptions in test/architecture.test.ts`),
    [],
  );
  t.end();
});

void t.test('every import is allowed', (t) => {
  try {
    execFileSync('node_modules/.bin/depcruise', ['--no-progress', '--output-type', 'err-long', 'src'], {
      encoding: 'utf8',
    });
    t.pass();
  } catch (error) {
    // Each line names the files and the rule, with what to do about it.
    t.fail((error as { readonly stdout: string }).stdout);
  }
  t.end();
});

const folders = JSON.parse(readFileSync('src/folders.json', 'utf8')) as Readonly<
  Record<string, { readonly purpose: string; readonly imports: readonly string[] }>
>;

void t.test('every allowed import is used', (t) => {
  const used = new Set(
    filesBelow('src').flatMap((file) => {
      const from = dirname(file);
      const imported = readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g);
      return [...imported].map(([, path = '']) => `${from} -> ${dirname(normalize(join(from, path)))}`);
    }),
  );
  const dead = Object.entries(folders).flatMap(([folder, { imports }]) =>
    imports
      .filter((to) => !used.has(`${folder} -> ${to}`))
      .map((to) => `remove ${to} from the imports of ${folder} in src/folders.json`),
  );
  t.same(dead, []);
  t.end();
});

void t.test('every folder says what it is for', (t) => {
  const found = new Set(filesBelow('src').map(dirname));
  found.delete('.');
  t.same(new Set(Object.keys(folders)), found, 'src/folders.json has an entry for each folder of src');
  for (const [folder, { purpose }] of Object.entries(folders)) t.match(purpose, /^[A-Z].{20,}\.$/, folder);
  t.end();
});

void t.test('no two files export the same name', (t) => {
  const byName = new Map<string, readonly string[]>();
  for (const file of filesBelow('src')) {
    const exported = readFileSync(join('src', file), 'utf8').matchAll(
      /^export (?:async )?(?:interface|type|class|const|function) (\w+)/gm,
    );
    for (const [, name = ''] of exported) byName.set(name, [...(byName.get(name) ?? []), `src/${file}`]);
  }
  const doubled = [...byName].filter(([, files]) => files.length > 1);
  t.same(
    doubled.map(([name, files]) => `${name} is exported by ${files.join(' and ')}: rename one of them`),
    [],
  );
  t.end();
});
