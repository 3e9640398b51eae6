import t from 'tap';
import { markupOf } from '../../../src/web/page/html.js';
import { probeLink } from '../../../src/web/status/probe-link.js';

void t.test('links to the target or to the endpoint, with any characters in their names', (t) => {
  t.equal(markupOf(probeLink('prod')), '<a href="probe?target=prod" aria-label="Metrics of prod">Metrics</a>');
  t.match(markupOf(probeLink('prod', '[::1]:6443')), 'href="probe?target=prod&amp;address=%5B%3A%3A1%5D%3A6443"');
  t.match(markupOf(probeLink('a&target="b" c')), 'href="probe?target=a%26target%3D%22b%22+c"');
  t.end();
});
