import t from 'tap';
import { pageNavigation } from '../../../src/web/status/page-navigation.js';

void t.test('the metrics, and the documentation where it is installed', (t) => {
  t.same(pageNavigation({ metrics: 'm', docs: undefined }), [['Metrics', 'm']]);
  t.same(pageNavigation({ metrics: 'm', docs: 'docs/' }), [
    ['Metrics', 'm'],
    ['Runbooks', 'docs/runbooks/README.md'],
    ['Documentation', 'docs/'],
  ]);
  t.end();
});
