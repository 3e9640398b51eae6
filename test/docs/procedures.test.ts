import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import t from 'tap';
import { allProcedures } from '../findings/control-planes/all-procedures.js';
import { nothingToMend } from '../fixtures/to-mend.js';

/** Shorter lines, such as `done`, are no commands that somebody copies. */
const shortest = 25;

function filesOf(...patterns: readonly string[]): readonly string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n');
}

/** The commands of a line, without comments, prompts and the marks of a list. */
function commandIn(line: string): string {
  return line
    .replace(/^\s*(?:[$#-] )?/, '')
    .replace(/\s+# .*$/, '')
    .trim();
}

const commands = new Set(
  allProcedures
    .flatMap(([, { lines, back }]) => [...lines, ...back])
    .filter((line) => !line.trim().startsWith('#'))
    .map(commandIn)
    .filter((command) => command.length >= shortest),
);

void t.test('no command of a procedure stands in another page, rule, dashboard or deployment', (t) => {
  t.ok(commands.size > 20);
  const others = filesOf('*.md', '*.yml', '*.yaml', '*.json', '*.service').filter(
    (path) => !path.startsWith('docs/procedures/') && path !== 'CHANGELOG.md' && !path.startsWith('package'),
  );
  nothingToMend(
    t,
    others.flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, at) =>
          commands.has(commandIn(line))
            ? [`${path}:${at + 1}: link to docs/procedures instead of: ${line.trim()}`]
            : [],
        ),
    ),
  );
  t.end();
});

/** Commands that change a control plane. Prose may name them, but only a procedure may have them to paste. */
const changing =
  /kubeadm (?:init|certs renew|alpha certs renew)|manifests\/\S* \/|certificate rotate|refresh-certs|rolling-update|forceRedeployment|rmp? -f|systemctl restart k/;

void t.test('no runbook has commands to paste that change a control plane', (t) => {
  nothingToMend(
    t,
    filesOf('docs/runbooks/*.md', 'README.md', 'docs/operation.md').flatMap((path) => {
      const blocks = readFileSync(path, 'utf8').match(/^```[^]*?^```/gm) ?? [];
      return blocks
        .flatMap((block) => block.split('\n'))
        .filter((line) => changing.test(line))
        .map((line) => `${path}: link to docs/procedures instead of: ${line}`);
    }),
  );
  t.end();
});

/** Shorter lines of a script, such as those that make a temporary folder, are idioms. */
const longestIdiom = 60;

/** The lines inside of texts for bash, of several lines each. */
function scriptLines(text: string): readonly string[] {
  return [...text.matchAll(/(?:bash|bashLines|String\.raw)`([^`]*)`/g)].flatMap(([, script = '']) =>
    script
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length > longestIdiom && !/^(?:#|\$\{)/.test(line)),
  );
}

void t.test('no line of a script is written in two sources', (t) => {
  const seen = new Map<string, string>();
  const twice = filesOf('src/findings/*.ts').flatMap((path) =>
    scriptLines(readFileSync(path, 'utf8')).flatMap((line) => {
      const first = seen.get(line) ?? path;
      seen.set(line, first);
      return first === path ? [] : [`${path} and ${first} both have ${line}`];
    }),
  );
  t.ok(seen.size > 50);
  nothingToMend(t, twice);
  t.end();
});

void t.test('no line of commands is written twice in the sources', (t) => {
  const seen = new Map<string, string>();
  const twice = filesOf('src/findings/*.ts').flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim().replace(/,$/, ''))
      .filter((line) => /^['"`](?!# )/.test(line) && line.length > shortest + 2)
      .flatMap((line) => {
        const first = seen.get(line);
        seen.set(line, first ?? path);
        return first === undefined ? [] : [`${path} and ${first} both have ${line}`];
      }),
  );
  nothingToMend(t, twice);
  t.end();
});
