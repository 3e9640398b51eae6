import t from 'tap';
import { markupOf } from '../../../src/web/page/html.js';
import { queryProblems } from '../../../src/web/status/query-problems.js';

void t.test('what was asked for, as text, and what is understood', (t) => {
  const shown = markupOf(
    queryProblems([
      { key: 'severity', value: '<script>\u202e', expected: 'one of a, b' },
      { key: 'target', value: '', expected: 'a name' },
      { key: 'page', value: '9'.repeat(5000), expected: 'a number' },
    ]),
  );
  t.match(shown, '<code>severity</code> is <code>&lt;script&gt;\\u{202e}</code>. Expected: one of a, b.');
  t.match(shown, '<code>target</code> is empty. Expected: a name.');
  t.match(shown, /9{119}…/);
  t.ok(shown.length < 1000);
  t.end();
});
