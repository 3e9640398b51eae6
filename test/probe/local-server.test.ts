import t from 'tap';
import { localServerStates } from '../../src/probe/local-server.js';

void t.test('the words fit into a cell of a table', (t) => {
  for (const words of Object.values(localServerStates)) t.match(words, /^[a-z -]{4,24}$/);
  t.end();
});
