import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { publishedManifest } from '../../scripts/published-manifest.js';
import { projectFile } from '../fixtures/project-file.js';

const script = projectFile('build/scripts/publish-manifest.js');
const whole = '{ "name": "x", "version": "1.0.0", "dependencies": { "y": "1.0.0" } }\n';

interface Folder {
  readonly text: () => string;
  readonly write: (text: string) => void;
  readonly run: (...args: readonly string[]) => void;
  readonly leftover: () => boolean;
}

function folderOf(t: Test): Folder {
  const cwd = t.testdir({ 'package.json': whole });
  const path = join(cwd, 'package.json');
  return {
    text: () => readFileSync(path, 'utf8'),
    write: (text) => {
      writeFileSync(path, text);
    },
    run: (...args) => void execFileSync(process.execPath, [script, ...args], { cwd }),
    leftover: () => existsSync(join(cwd, 'build', 'whole-package.json')),
  };
}

void t.test('package.json is the published one until it is put back', (t) => {
  const { run, text, leftover } = folderOf(t);
  run();
  t.equal(text(), publishedManifest(whole));
  t.notMatch(text(), 'dependencies');
  run('--restore');
  t.same([text(), leftover()], [whole, false]);
  run('--restore');
  t.equal(text(), whole, 'with nothing to put back');
  t.end();
});

void t.test('after npm was killed, the next run begins with the whole one', (t) => {
  const { run, text } = folderOf(t);
  run();
  run();
  t.equal(text(), publishedManifest(whole));
  run('--restore');
  t.equal(text(), whole);
  t.end();
});

void t.test('what somebody wrote since stays', (t) => {
  const { run, text, write, leftover } = folderOf(t);
  run();
  write('{ "name": "mine" }\n');
  run('--restore');
  t.same([text(), leftover()], ['{ "name": "mine" }\n', false]);
  t.end();
});
