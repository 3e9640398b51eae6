import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import t from 'tap';
import { endWithUs } from '../../src/process/end-with-us.js';

const module = new URL('../../src/process/end-with-us.js', import.meta.url).href;

/** Runs a script that has `endWithUs`, sends it a signal once it says `ready`, and returns what it wrote and how it ended. */
async function run(script: string, signal?: NodeJS.Signals) {
  const source = `import { endWithUs } from '${module}';\nconst say = (text) => process.stdout.write(text + '\\n');\n${script}`;
  // The test runner puts handlers of signals into its children by NODE_OPTIONS, and those are not to decide.
  const child = spawn('env', ['-u', 'NODE_OPTIONS', process.execPath, '--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const said: string[] = [];
  createInterface(child.stdout).on('line', (line) => {
    if (line === 'ready' && signal) child.kill(signal);
    else said.push(line);
  });
  const [code, by] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { said, code, by };
}

const waiting = "endWithUs(() => say('one')); endWithUs(() => say('two')); setInterval(() => {}, 1000); say('ready');";

void t.test('everything ends with the process', async (t) => {
  const both = ['one', 'two'];
  t.same(await run(waiting, 'SIGINT'), { said: both, code: null, by: 'SIGINT' });
  t.same(await run(waiting, 'SIGTERM'), { said: both, code: null, by: 'SIGTERM' });
  t.same(await run("endWithUs(() => say('one')); process.exit(3);"), { said: ['one'], code: 3, by: null });
});

void t.test('other handlers of a signal decide whether the process ends', async (t) => {
  const handled = `process.on('SIGTERM', () => { say('handled'); process.exitCode = 5; clearInterval(timer); });
    endWithUs(() => say('one')); const timer = setInterval(() => {}, 1000); say('ready');`;
  t.match(await run(handled, 'SIGTERM'), { code: 5, by: null });
});

void t.test('what was called off does not end, and leaves no handler', (t) => {
  const before = process.listenerCount('SIGINT');
  const [one, two] = [endWithUs(() => t.fail()), endWithUs(() => t.fail())];
  t.equal(process.listenerCount('SIGINT'), before + 1);
  one();
  one();
  t.equal(process.listenerCount('SIGINT'), before + 1);
  two();
  t.equal(process.listenerCount('SIGINT'), before);
  t.end();
});
