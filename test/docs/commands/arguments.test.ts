import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { runProgram } from '../../cli/run-program.js';
import { projectFile, readProjectFile } from '../../fixtures/project-file.js';
import { nothingToMend } from '../../fixtures/to-mend.js';
import { argumentsOfOurs, inlineCommands } from './our-commands.js';
import { allShellBlocks, pagesWithCommands } from './pages.js';

const placed = allShellBlocks().flatMap(({ path, line, commands }) =>
  commands.map((words) => ({ place: `${path}:${line}`, words })),
);

void t.test('the program accepts the arguments of each of its commands', async (t) => {
  const inline = pagesWithCommands().flatMap((path) => inlineCommands(path, readFileSync(path, 'utf8')));
  const ours = [...placed, ...inline].flatMap(({ place, words }) => {
    const argv = argumentsOfOurs(words);
    return argv === undefined ? [] : [{ place, argv }];
  });
  t.ok(ours.length > 30);
  const faults: string[] = [];
  for (const { place, argv } of ours) {
    const { codes, error } = await runProgram(...argv);
    // Every command of `runProgram` returns 7, and help and version 0.
    if (![0, 7].includes(codes[0] ?? -1)) faults.push(`${place}: ${argv.join(' ')}: ${error}`);
  }
  nothingToMend(t, faults);
});

void t.test('each script of npm and each file of node is there', (t) => {
  const { scripts } = JSON.parse(readProjectFile('package.json')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  nothingToMend(
    t,
    placed.flatMap(({ place, words: [program = '', ...rest] }) => {
      const [first = '', second = ''] = rest.filter((word) => !word.startsWith('-'));
      const script = first === 'run' ? second : first;
      if (program === 'npm' && ['run', 'test', 'start'].includes(first) && !Object.hasOwn(scripts, script))
        return [`${place}: package.json has no script ${script}`];
      const source = first.replace(/^build\/(.*)\.js$/, '$1.ts');
      if (program === 'node' && source !== first && !existsSync(projectFile(source)))
        return [`${place}: there is no ${source}`];
      return [];
    }),
  );
  t.end();
});

/** Folders of the project that commands name. */
const own = /^(?:\.ci|config|dashboards|deploy|docs|scripts|test)\/[\w./-]+$/;

void t.test('each file of the project that a command names is there', (t) => {
  const named = placed.flatMap(({ place, words }) =>
    words.filter((word) => own.test(word)).map((word) => ({ place, word })),
  );
  t.ok(named.length > 3);
  nothingToMend(
    t,
    named
      .filter(({ word }) => !existsSync(projectFile(word)))
      .map(({ place, word }) => `${place}: there is no ${word}`),
  );
  t.end();
});
