import fc from 'fast-check';
import t from 'tap';
import { pageLink } from '../../../src/web/status/page-link.js';
import { type PageQuery, readPageQuery, severityNames, wholePage } from '../../../src/web/status/page-query.js';
import { severities } from '../../../src/findings/severity/severity.js';

void t.test('nothing is asked for, or everything', (t) => {
  t.same(readPageQuery({}), { ok: true, query: wholePage });
  t.same(readPageQuery({ target: 'west-*', severity: 'fine', page: '3', refresh: '60', other: 'x' }), {
    ok: true,
    query: { target: 'west-*', severity: 'info', page: 3, refresh: 60 },
  });
  t.end();
});

void t.test('what is not understood, all at once', (t) => {
  const read = readPageQuery({ target: '', severity: 'info', page: '0', refresh: '29' });
  t.match(read, {
    ok: false,
    problems: [
      { key: 'target', value: '', expected: /at most 512 characters/ },
      { key: 'severity', value: 'info', expected: 'one of critical, unknown, warning, fine' },
      { key: 'page', value: '0', expected: 'a whole number, from 1 on' },
      { key: 'refresh', value: '29', expected: 'whole seconds, from 30 to 3600' },
    ],
  });
  t.end();
});

void t.test('values that are refused', (t) => {
  const refused: Readonly<Record<string, readonly unknown[]>> = {
    target: ['x'.repeat(513), ['a', 'b']],
    severity: ['', 'Critical', 'toString', ['critical', 'critical']],
    page: ['', '-1', '1.5', '01', '1e3', ' 1', '9999999', ['1', '2']],
    refresh: ['', '0', '3601', '60s', '1e2', '-60', ['60', '60']],
  };
  for (const [key, values] of Object.entries(refused)) {
    for (const value of values) {
      const read = readPageQuery({ [key]: value });
      t.match(read, { ok: false, problems: [{ key }] }, `${key}=${String(value)}`);
    }
  }
  t.match(readPageQuery({ page: ['1', '2'] }), { ok: false, problems: [{ value: 'several values' }] });
  t.end();
});

void t.test('a link is read as what it was made of', (t) => {
  const queries: fc.Arbitrary<PageQuery> = fc.record({
    target: fc.option(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), { nil: undefined }),
    severity: fc.option(fc.constantFrom(...severities), { nil: undefined }),
    page: fc.integer({ min: 1, max: 999_999 }),
    refresh: fc.option(fc.integer({ min: 30, max: 3600 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(queries, (query) => {
      const { search } = new URL(pageLink(query), 'http://localhost/below/');
      t.same(readPageQuery(Object.fromEntries(new URLSearchParams(search))), { ok: true, query });
    }),
  );
  t.equal(Object.keys(severityNames).length, severities.length);
  t.end();
});
