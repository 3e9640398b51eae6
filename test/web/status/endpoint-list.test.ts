import t from 'tap';
import { markupOf } from '../../../src/web/page/html.js';
import { endpointList } from '../../../src/web/status/endpoint-list.js';
import { down, nameVerdict, now, report, uncoveredName } from '../../fixtures/report.js';
import { endpointsOf } from './endpoint-fixture.js';

void t.test('a line for each, the worst first', (t) => {
  const endpoints = endpointsOf(
    report({ address: 'a', names: [nameVerdict({ name: 'x' })] }),
    report({ address: 'b', names: [uncoveredName({ name: 'x' })] }),
    down({ address: 'c' }),
  );
  const list = markupOf(endpointList(endpoints, now, 'More "endpoints"', { items: 9, characters: 9999 }));
  const rows = [...list.matchAll(/<tr>(<td>.*)<\/tr>/g)].map(([, row = '']) =>
    row.split('</td>').map((cell) => cell.replace(/<[^>]*>/g, '')),
  );
  t.same(rows, [
    ['✕ critical', 'prod', 'b', '265d 0h left', '265d 0h left', '99d 23h', '1', ''],
    ['? unknown', 'prod', 'c', '?', '?', '?', '0', ''],
    ['✓ ok', 'prod', 'a', '265d 0h left', '265d 0h left', '99d 23h', '0', ''],
  ]);
  t.match(list, 'aria-label="More &quot;endpoints&quot;"');
  t.notMatch(list, 'further');
  t.end();
});

void t.test('how many are left out', (t) => {
  const endpoints = endpointsOf(report({ address: 'a' }), report({ address: 'b' }));
  t.match(markupOf(endpointList(endpoints, now, 'x', { items: 1, characters: 9999 })), '1 further endpoint, no worse');
  t.end();
});
