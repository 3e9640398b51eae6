import t from 'tap';
import { serverKindNames, serverKinds } from '../../src/servers/server-kind.js';

void t.test('the words for each kind of server are its own', (t) => {
  const texts = serverKindNames.map((kind) => serverKinds[kind].text);
  t.equal(new Set(texts).size, texts.length);
  t.end();
});
