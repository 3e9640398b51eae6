import t from 'tap';
import { pageLink } from '../../../src/web/status/page-link.js';
import { wholePage } from '../../../src/web/status/page-query.js';

void t.test('only what is not as by default, always in the same order', (t) => {
  t.equal(pageLink(wholePage), './');
  t.equal(pageLink({ ...wholePage, page: 2 }), '?page=2');
  t.equal(
    pageLink({ refresh: 60, page: 3, severity: 'info', target: 'west-*' }),
    '?target=west-*&severity=fine&page=3&refresh=60',
  );
  t.end();
});

void t.test('a name from outside cannot leave the link', (t) => {
  const link = pageLink({ ...wholePage, target: '"><b>&page=9;\r\nx: y\u202e\ud800' });
  t.match(link, /^\?target=[\w%.*+-]+$/);
  t.end();
});
