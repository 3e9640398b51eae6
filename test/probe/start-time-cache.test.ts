import t from 'tap';
import { createStartTimeCache, type SeenProcess } from '../../src/probe/start-time-cache.js';

const seen = (fingerprint: string, change: Partial<SeenProcess> = {}): SeenProcess => ({
  target: 'prod',
  address: '10.225.4.51:6443',
  fingerprint,
  ...change,
});

void t.test('the start time of each process, for those used last', (t) => {
  const startTimes = createStartTimeCache(2);
  startTimes.set(seen('a'), 1);
  startTimes.set(seen('b'), 2);
  t.equal(startTimes.get(seen('a')), 1);
  startTimes.set(seen('c'), 3);
  t.same(
    ['a', 'b', 'c'].map((fingerprint) => startTimes.get(seen(fingerprint))),
    [1, undefined, 3],
  );
  t.equal(createStartTimeCache().get(seen('a')), undefined);
  t.end();
});

void t.test('processes behind a load balancer are kept apart by address and target', (t) => {
  const startTimes = createStartTimeCache();
  startTimes.set(seen('a', { address: '10.220.70.56:6443' }), 1);
  t.equal(startTimes.get(seen('a')), undefined);
  startTimes.set(seen('a'), 2);
  t.equal(startTimes.get(seen('a', { target: 'edge' })), undefined);
  t.equal(startTimes.get(seen('a')), 2);
  t.end();
});
