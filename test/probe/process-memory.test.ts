import t from 'tap';
import { createProcessMemory, type ProcessPlace } from '../../src/probe/process-memory.js';

const at = (change: Partial<ProcessPlace> = {}): ProcessPlace => ({
  target: 'prod',
  address: '10.225.4.51:6443',
  serverName: undefined,
  ...change,
});

const facts = { startedAt: 7, gitVersion: 'v1.36.1' };

void t.test('what a process said, until another one answers', (t) => {
  const memory = createProcessMemory();
  t.same(memory.get(at(), 'a'), {});
  t.equal(memory.hasVersion(at()), false);
  memory.learn(at(), 'a', facts);
  t.match(memory.get(at(), 'a'), facts);
  t.equal(memory.hasVersion(at()), true);
  t.same(memory.get(at(), 'b'), {}, 'a restart');
  memory.learn(at(), 'b', { startedAt: 8 });
  t.match(memory.get(at(), 'b'), { startedAt: 8, gitVersion: undefined });
  t.same(memory.get(at(), 'a'), {});
  t.equal(memory.hasVersion(at()), false);
  t.end();
});

void t.test('a probe that learned less takes nothing away', (t) => {
  const memory = createProcessMemory();
  memory.learn(at(), 'a', facts);
  memory.learn(at(), 'a', {});
  t.match(memory.get(at(), 'a'), facts);
  memory.learn(at(), 'a', { gitVersion: 'v1.36.2' });
  t.match(memory.get(at(), 'a'), { startedAt: 7, gitVersion: 'v1.36.2' });
  t.end();
});

void t.test('where several processes answer, nothing is known', (t) => {
  const memory = createProcessMemory();
  memory.learn(at(), 'a', facts);
  memory.forget(at());
  t.same(memory.get(at(), 'a'), {});
  t.equal(memory.hasVersion(at()), false);
  t.end();
});

void t.test('addresses, targets and server names are kept apart', (t) => {
  const memory = createProcessMemory();
  memory.learn(at(), 'a', facts);
  for (const other of [{ address: '10.220.70.56:6443' }, { target: 'edge' }, { serverName: 'api.example.com' }]) {
    t.same(memory.get(at(other), 'a'), {});
    t.equal(memory.hasVersion(at(other)), false);
  }
  t.end();
});

void t.test('under a server name, which may be routed elsewhere, no version is kept', (t) => {
  const memory = createProcessMemory();
  const routed = at({ serverName: 'api.example.com' });
  memory.learn(routed, 'a', facts);
  t.match(memory.get(routed, 'a'), { startedAt: 7, gitVersion: undefined });
  t.equal(memory.hasVersion(routed), false);
  t.end();
});

void t.test('the places used last', (t) => {
  const memory = createProcessMemory(2);
  const places = ['one', 'two', 'three'].map((target) => at({ target }));
  for (const place of places) memory.learn(place, 'a', facts);
  t.same(
    places.map((place) => memory.hasVersion(place)),
    [false, true, true],
  );
  t.end();
});
