import t from 'tap';
import { checkReport, proseOptions } from '../../../src/cli/check/report.js';
import { onDisk } from './on-disk.js';
import { result, threeAndOne } from './result-fixture.js';

void t.test('tables, findings and the state, without empty parts', (t) => {
  const text = checkReport(result(threeAndOne), { color: false, width: 100 });
  t.match(text, /^┌.*\n\n1\. CRITICAL: .*\n\nCRITICAL \(exit code 2\): 4 endpoints; /s);
  t.notMatch(text, /\n\n\n/);
  t.match(checkReport(onDisk, { color: false, width: 100 }), /a\.crt/);
  t.end();
});

void t.test('prose is at most 100 columns wide', (t) => {
  t.match(proseOptions(result(threeAndOne), { color: true, width: 300 }), { color: true, width: 100, targets: false });
  t.match(proseOptions(result(threeAndOne), { color: false, width: 80 }), { width: 80 });
  t.end();
});
