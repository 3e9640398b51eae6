import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import t from 'tap';
import { nothingToMend } from './fixtures/to-mend.js';

/** Files below a folder, as paths relative to it. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
}

/** Files without logic of their own: types, or tables that the twins of their users cover. */
const untested: ReadonlySet<string> = new Set([
  'bin.ts',
  'cli/check/since/change.ts',
  'cli/io.ts',
  'config/config.ts',
  'config/configured-ca.ts',
  'discovery/ca-source.ts',
  'discovery/target.ts',
  'cli/export/exported.ts',
  'log/log-options.ts',
  'net/cluster-name.ts',
  'net/http-answer.ts',
  'net/malformed-answer.ts',
  'own-files/own-files.ts',
  'plan/plan-entry.ts',
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
  nothingToMend(t, missing);
  t.end();
});

void t.test('the exceptions of the twin rule exist', (t) => {
  const sources = new Set(filesBelow('src'));
  const gone = [...untested].filter((file) => !sources.has(file));
  nothingToMend(
    t,
    gone.map((file) => `remove ${file} from the exceptions in test/architecture.test.ts`),
  );
  t.end();
});

/** What is read of the answer of depcruise. */
interface Cruise {
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment: string }[] };
  };
}

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  readonly cycle?: readonly { readonly name: string }[];
}

/** Says which file breaks the rule, by which import. */
function breach({ from, to, cycle }: Violation): string {
  if (cycle !== undefined) return `${from} imports itself: ${[from, ...cycle.map(({ name }) => name)].join(' → ')}`;
  return from === to ? from : `${from} imports ${to}`;
}

void t.test('every import is allowed', (t) => {
  const cruise = spawnSync('node_modules/.bin/depcruise', ['--no-progress', '--output-type', 'json', 'src'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  t.equal(cruise.status, 0, cruise.stderr);
  const { violations, ruleSetUsed } = (JSON.parse(cruise.stdout) as Cruise).summary;
  const advice = new Map(ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  nothingToMend(
    t,
    violations.map((violation) => `${breach(violation)}. ${advice.get(violation.rule.name) ?? ''}`),
  );
  t.end();
});

const folders = JSON.parse(readFileSync('src/folders.json', 'utf8')) as Readonly<
  Record<string, { readonly purpose: string; readonly imports: readonly string[] }>
>;

/** Which folder imports which: "net -> x509". */
const uses = new Set<string>();
for (const file of filesBelow('src')) {
  const from = dirname(file);
  const imported = readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g);
  for (const [, path = ''] of imported) uses.add(`${from} -> ${dirname(normalize(join(from, path)))}`);
}

void t.test('every allowed import is used', (t) => {
  const dead = Object.entries(folders).flatMap(([folder, { imports }]) =>
    imports
      .filter((to) => !uses.has(`${folder} -> ${to}`))
      .map((to) => `remove ${to} from the imports of ${folder} in src/folders.json`),
  );
  nothingToMend(t, dead);
  t.end();
});

type Import = readonly [from: string, to: string];

/** The shortest way from a folder to another along these imports; undefined: there is none. */
function wayBetween(start: string, end: string, imports: readonly Import[]): readonly string[] | undefined {
  const seen = new Set([start]);
  const ways = [[start]];
  for (const way of ways) {
    const last = way.at(-1);
    if (last === end) return way;
    for (const [from, to] of imports) {
      if (from !== last || seen.has(to)) continue;
      seen.add(to);
      ways.push([...way, to]);
    }
  }
  return undefined;
}

void t.test('no folder imports itself by way of others', (t) => {
  const imports = Object.entries(folders).flatMap(([from, { imports }]) => imports.map((to): Import => [from, to]));
  const rounds = imports.flatMap(([from, to]) => {
    const back = wayBetween(to, from, imports);
    return back === undefined ? [] : [[from, ...back].join(' → ')];
  });
  nothingToMend(
    t,
    rounds.map((round) => `remove one of these imports from src/folders.json: ${round}`),
  );
  t.end();
});

void t.test('every folder says what it is for', (t) => {
  const found = new Set(filesBelow('src').map(dirname));
  found.delete('.');
  const missing = [...found].filter((folder) => !(folder in folders));
  const spare = Object.keys(folders).filter((folder) => !found.has(folder));
  nothingToMend(t, [
    ...missing.map((folder) => `add src/${folder} to src/folders.json, with purpose and imports`),
    ...spare.map((folder) => `remove ${folder} from src/folders.json: src/${folder} has no files`),
  ]);
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
  nothingToMend(
    t,
    doubled.map(([name, files]) => `${name} is exported by ${files.join(' and ')}: rename one of them`),
  );
  t.end();
});
