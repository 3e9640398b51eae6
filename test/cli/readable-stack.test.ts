import { EventEmitter } from 'node:events';
import t from 'tap';
import { readableStack, showReadableStacks } from '../../src/cli/readable-stack.js';

/** Line 2, column 3 of the script is line 5, column 7 of the source. */
const map = JSON.stringify({ version: 3, sources: ['../../src/cli/one.ts'], names: [], mappings: ';EAIM' });
const maps = (script: string): string | undefined => (script === 'file:///dist/bin.js' ? map : undefined);

void t.test('file and line of the source', (t) => {
  const stack = [
    'Error: at file:///dist/bin.js:2:3',
    '    at one (file:///dist/bin.js:2:3)',
    '    at async file:///dist/bin.js:2:9',
    '    at file:///dist/bin.js:1:1',
    '    at two (file:///dist/other.js:2:3)',
    '    at node:internal/main:2:3',
    '    at <anonymous>',
  ];
  t.same(readableStack(stack.join('\n'), maps).split('\n'), [
    stack[0],
    '    at one (src/cli/one.ts:5:7)',
    '    at async src/cli/one.ts:5:7',
    ...stack.slice(3),
  ]);
  t.end();
});

void t.test('each source map is read once, and none without a stack trace', (t) => {
  const read: string[] = [];
  const reading = (script: string): string | undefined => {
    read.push(script);
    return undefined;
  };
  readableStack('Error: one', reading);
  t.same(read, []);
  readableStack('Error\n    at a (b.js:1:1)\n    at b.js:2:2\n    at c.js:1:1', reading);
  t.same(read, ['b.js', 'c.js']);
  t.end();
});

void t.test('an error that ends the process says where in the sources it was made, and anything else stays', (t) => {
  const process = new EventEmitter();
  showReadableStacks(process);
  const error = new Error('here');
  t.match(error.stack, /\/test\/cli\/readable-stack\.test\.[jt]s/);
  const own = new Error('own');
  own.stack = `Error: own\n    at one (${new URL('../../src/cli/io.js', import.meta.url).href}:20:20)`;
  const frozen = Object.freeze(new Error('frozen'));
  for (const each of [error, own, frozen, 'text', undefined]) process.emit('uncaughtExceptionMonitor', each);
  t.match(own.stack, /\(src\/cli\/io\.ts:\d+:\d+\)/);
  t.end();
});
