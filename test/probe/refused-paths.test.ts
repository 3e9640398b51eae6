import t from 'tap';
import { askAlways, createRefusedPaths } from '../../src/probe/refused-paths.js';

const login = { token: undefined, clientContext: undefined };
const asker = { target: 'prod', address: '10.0.0.1:6443', login, process: 'ab' };
const refusal = { statuses: new Map([['/metrics', 403]]), clockSkew: 3 };
const minutes = 60_000;

void t.test('a refusal counts for ten minutes', (t) => {
  const paths = createRefusedPaths();
  t.equal(paths.has(asker), false);
  t.equal(paths.get(asker, 0).statuses.size, 0);
  paths.learn(asker, refusal, 0);
  t.equal(paths.has(asker), true);
  t.same(paths.get(asker, 10 * minutes - 1), refusal);
  paths.learn(asker, { statuses: new Map([['/version', 401]]), clockSkew: 4 }, 5 * minutes);
  t.same([...paths.get(asker, 10 * minutes).statuses], [['/version', 401]]);
  t.equal(paths.get(asker, 10 * minutes).clockSkew, 4);
  t.same(paths.get(asker, 15 * minutes), { statuses: new Map(), clockSkew: undefined });
  t.end();
});

void t.test('for this login at this process of this target alone', (t) => {
  const paths = createRefusedPaths();
  paths.learn(asker, refusal, 0);
  const isKnown = (change: Partial<typeof asker>) => paths.get({ ...asker, ...change }, 1).statuses.size > 0;
  t.equal(isKnown({}), true);
  t.equal(isKnown({ target: 'other' }), false);
  t.equal(isKnown({ address: '10.0.0.2:6443' }), false);
  t.equal(isKnown({ process: 'cd' }), false);
  t.equal(isKnown({ login: { ...login } }), false);
  t.equal(paths.has({ ...asker, login: { ...login } }), false);
  paths.learn({ ...asker, process: 'cd' }, refusal, 0);
  t.equal(isKnown({ process: 'ab' }) && isKnown({ process: 'cd' }), true, 'processes that take turns');
  paths.learn({ ...asker, login: { ...login } }, refusal, 0);
  t.equal(isKnown({}), false, 'another login has its own');
  t.end();
});

void t.test('bounded, and nothing is kept without a refusal', (t) => {
  const paths = createRefusedPaths(2);
  paths.learn(asker, { statuses: new Map(), clockSkew: 3 }, 0);
  t.equal(paths.has(asker), false);
  for (const target of ['a', 'b', 'c']) paths.learn({ ...asker, target }, refusal, 0);
  t.same(
    ['a', 'b', 'c'].map((target) => paths.has({ ...asker, target })),
    [false, true, true],
  );
  for (let i = 0; i < 20; i++) paths.learn({ ...asker, process: `${i}` }, refusal, 0);
  t.equal(paths.get({ ...asker, process: '0' }, 1).statuses.size, 0);
  t.equal(paths.get({ ...asker, process: '19' }, 1).statuses.size, 1);
  t.end();
});

void t.test('check always asks', (t) => {
  askAlways.learn(asker, refusal, 0);
  t.equal(askAlways.has(asker), false);
  t.equal(askAlways.get(asker, 1).statuses.size, 0);
  t.end();
});
