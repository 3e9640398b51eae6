import t from 'tap';
import { createSniMemory } from '../../src/net/sni-memory.js';

const server = { address: '10.0.0.1:6443', serverName: 'api.example.com' };

void t.test('a server is safe under the name under which it was met, until it shows otherwise', (t) => {
  const memory = createSniMemory();
  t.equal(memory.isSafe(server), false);
  memory.learn(server, true);
  t.equal(memory.isSafe(server), true);
  t.equal(memory.isSafe({ ...server, serverName: 'other.example' }), false);
  t.equal(memory.isSafe({ ...server, address: '10.0.0.2:6443' }), false);
  memory.learn(server, false);
  t.equal(memory.isSafe(server), false);
  t.end();
});

void t.test('the memory is bounded', (t) => {
  const memory = createSniMemory(2);
  for (const address of ['a:1', 'b:1', 'c:1']) memory.learn({ ...server, address }, true);
  t.equal(memory.isSafe({ ...server, address: 'a:1' }), false);
  t.equal(memory.isSafe({ ...server, address: 'c:1' }), true);
  t.end();
});
