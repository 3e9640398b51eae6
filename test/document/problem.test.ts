import t from 'tap';
import { formatPath, formatProblem, quote } from '../../src/document/problem.js';

void t.test('a problem is one line', (t) => {
  const problem = { file: 'exporter.yml', path: 'targets[1].name', message: 'found "", expected text' };
  t.equal(
    formatProblem({ ...problem, line: 12, column: 7 }),
    'exporter.yml:12:7: targets[1].name: found "", expected text',
  );
  t.equal(formatProblem({ file: 'exporter.yml', path: '', message: 'no such file' }), 'exporter.yml: no such file');
  t.equal(formatProblem({ ...problem, path: '' }), 'exporter.yml: found "", expected text');
  t.end();
});

void t.test('paths', (t) => {
  t.equal(formatPath([]), '');
  t.equal(formatPath(['targets', 0, 'labels', 'env']), 'targets[0].labels.env');
  t.equal(formatPath(['targets', 0, 'labels', 'a b']), 'targets[0].labels["a b"]');
  t.equal(formatPath(['a\nb']), '["a\\nb"]');
  t.equal(formatPath(['']), '[""]');
  t.end();
});

void t.test('quotes are short, in one line, and valid Unicode', (t) => {
  t.equal(quote('a "b"\n\u001b[31m'), '"a \\"b\\"\\n\\u001b[31m"');
  t.equal(quote('a\u0085b\u2028c\ud800d\u007f'), '"a\ufffdb\ufffdc\ufffdd\ufffd"');
  t.equal(quote('ü😀'), '"ü😀"');
  t.equal(quote('x'.repeat(61)), `"${'x'.repeat(60)}…"`);
  t.equal(quote('x'.repeat(60)), `"${'x'.repeat(60)}"`);
  t.equal(quote(`${'x'.repeat(59)}😀`), `"${'x'.repeat(59)}\ufffd…"`, 'cut within a pair of surrogates');
  t.end();
});
