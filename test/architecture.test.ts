import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
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
  'log-options.ts',
  'probe/report.ts',
  'web/limits.ts',
  'web-config/web-config.ts',
  'web/status/status.ts',
  'x509/decoded.ts',
]);

void t.test('every source file has a twin among the tests', (t) => {
  const tests = new Set(filesBelow('test'));
  const orphans = filesBelow('src').filter(
    (file) => !untested.has(file) && !tests.has(file.replace(/\.ts$/, '.test.ts')),
  );
  t.same(orphans, []);
  t.end();
});

void t.test('the exceptions of the twin rule exist', (t) => {
  const sources = new Set(filesBelow('src'));
  t.same(
    [...untested].filter((file) => !sources.has(file)),
    [],
  );
  t.end();
});

void t.test('the import arrows hold', (t) => {
  t.doesNotThrow(() =>
    execFileSync('node_modules/.bin/depcruise', ['--no-progress', '--output-type', 'err', 'src'], { encoding: 'utf8' }),
  );
  t.end();
});
