import t from 'tap';
import { linkBase } from '../../../src/cli/export/link-base.js';

void t.test('the start of links, without a slash at its end', (t) => {
  const bases = {
    'https://grafana.example.com': 'https://grafana.example.com',
    'https://grafana.example.com/': 'https://grafana.example.com',
    'http://[2001:db8::1]:3000/grafana//': 'http://[2001:db8::1]:3000/grafana',
    'https://wiki.example.com/x/~ops/run_books%20new': 'https://wiki.example.com/x/~ops/run_books%20new',
  };
  for (const [text, base] of Object.entries(bases)) t.equal(linkBase(text), base, text);
  t.end();
});

void t.test('what is no start of a link, or means something where it is put', (t) => {
  const wrong = [
    ...['', 'grafana.example.com', '/runbooks', 'ftp://example.com', 'https://', 'https:///', 'javascript:alert(1)'],
    ...[
      'https://example.com/?orgId=1',
      'https://example.com/#top',
      'https://user:secret@example.com',
      'https://u@e.com',
    ],
    ...['https://example.com/a b', 'https://example.com/"', "https://example.com/'", 'https://example.com/a\nb'],
    ...[
      'https://example.com/{{ $labels.target }}',
      'https://example.com/${job}',
      'https://example.com/\\',
      'https://é.com',
    ],
    ...['https://example.com:port', 'https://[::1', 'https://example.com/<b>', 'https://example.com/`id`'],
  ];
  for (const text of wrong) t.equal(linkBase(text), undefined, text);
  t.end();
});
