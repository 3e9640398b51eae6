import t from 'tap';
import { markupOf } from '../../../src/web/html.js';
import { commands } from '../../../src/web/status/commands.js';

void t.test('a line each, comments apart', (t) => {
  t.equal(
    markupOf(commands(['# first', 'a > b   # why', "echo '#no'"])),
    '<pre><code><i># first</i>\n</code><code>a &gt; b<i>   # why</i>\n</code><code>echo &#39;#no&#39;\n</code></pre>',
  );
  t.end();
});

void t.test('what is too much is cut, and said so', (t) => {
  const many = markupOf(commands(Array.from({ length: 200 }, (_, at) => `run ${at}`)));
  t.match(many, 'run 149\n');
  t.notMatch(many, 'run 150\n');
  t.match(many, '# … 50 more lines');
  t.match(markupOf(commands(['x'.repeat(5000)])), /x{3999}…\n/);
  t.end();
});
