import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import t from 'tap';
import { parseFlatDocument } from '../../src/document/large-document.js';

void t.test('it answers with the document, one after the other', async (t) => {
  const worker = new Worker(new URL('../../src/document/document-worker.js', import.meta.url));
  t.teardown(() => worker.terminate());
  for (const text of ['a: [1, {b: c}]', 'a: {']) {
    const bytes = Buffer.from(text);
    worker.postMessage(bytes);
    const [answer] = (await once(worker, 'message')) as [unknown];
    t.same(answer, parseFlatDocument(bytes));
  }
});
