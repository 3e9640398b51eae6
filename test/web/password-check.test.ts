import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hashSync } from 'bcryptjs';
import t, { type Test } from 'tap';
import { createPasswordCheck, type PasswordCheck } from '../../src/web/password-check.js';

const stranger = { network: '192.0.2.1', known: false };

function checkOf(t: Test, perClient = 10, script?: URL): PasswordCheck {
  const check = createPasswordCheck({ perClient, total: 10 }, script && (() => script));
  t.teardown(() => check.close());
  return check;
}

/** A thread that runs this code. */
function scriptOf(code: string): URL {
  return new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${code}`)}`,
  );
}

void t.test('right and wrong, one after another', async (t) => {
  const { matches } = checkOf(t);
  const hash = hashSync('secret', 4);
  t.same(await Promise.all(['secret', 'wrong', ''].map((password) => matches(password, hash, stranger))), [
    true,
    false,
    false,
  ]);
  t.equal(await matches('secret', hash.replace('$2b$', '$2y$'), stranger), true, 'as htpasswd writes it');
  t.equal(await matches('secret', `$2b$04$${'.'.repeat(53)}`, stranger), false);
});

void t.test('the number of waiting comparisons is limited', async (t) => {
  const { matches } = checkOf(t, 2);
  const hash = hashSync('secret', 4);
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => matches('secret', hash, stranger)));
  t.same(answers, [true, true, true, undefined, undefined]);
  t.equal(await matches('secret', hash, stranger), true, 'and then there is room again');
});

void t.test('a thread that fails is replaced', async (t) => {
  const { matches } = checkOf(
    t,
    10,
    scriptOf(`parentPort.on('message', ({ password }) => {
      if (password === 'bad') throw new Error('thread failed');
      parentPort.postMessage(true);
    });`),
  );
  const [first, second] = [matches('bad', '', stranger), matches('good', '', stranger)];
  await t.rejects(first, { message: 'thread failed' });
  t.equal(await second, true);
});

void t.test('the thread does not load what its process loads', async (t) => {
  const script = scriptOf(`parentPort.on('message', () => {
    parentPort.postMessage(process.execArgv.length === 0 && Object.keys(process.env).length === 0);
  });`);
  const program = `
    import { createPasswordCheck } from '${new URL('../../src/web/password-check.js', import.meta.url).href}';
    const check = createPasswordCheck({ perClient: 1, total: 1 }, () => new URL(${JSON.stringify(script.href)}));
    const matches = await check.matches('', '', { network: '', known: false });
    await check.close();
    console.log(JSON.stringify({ loads: process.execArgv.includes('--import'), matches }));`;
  const argv = ['--import', 'data:text/javascript,', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  const { loads, matches } = JSON.parse(stdout) as { readonly loads: boolean; readonly matches: boolean };
  t.equal(loads, true, 'the process loads something');
  t.equal(matches, true);
});

void t.test('closing without a comparison', async (t) => {
  await t.resolves(createPasswordCheck({ perClient: 1, total: 1 }).close());
});

void t.test('networks take turns, and strangers with those that are known', async (t) => {
  const { matches } = checkOf(t, 4);
  const hash = hashSync('secret', 4);
  const order: string[] = [];
  const ask = async (network: string, known = false): Promise<void> => {
    const matched = await matches('wrong', hash, { network, known });
    order.push(matched === undefined ? `${network} busy` : network);
  };
  const attackers = ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'c', 'c', 'c', 'c'];
  const asked = attackers.map((network) => ask(network));
  await Promise.all([...asked, ask('good', true), ask('new')]);
  const busy = order.filter((each) => each.endsWith('busy'));
  t.same(
    order.filter((each) => !each.endsWith('busy')),
    ['a', 'good', 'a', 'b', 'c', 'new', 'a', 'b', 'c', 'a', 'b', 'c'],
  );
  t.equal(busy.length, 4);
  t.notOk(busy.includes('good busy') || busy.includes('new busy'));
});
