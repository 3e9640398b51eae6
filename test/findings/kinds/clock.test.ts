import t from 'tap';
import { clockDiffers, clockDiffersIn } from '../../../src/findings/kinds/clock.js';
import { httpEvidence, now, report, target } from '../../fixtures/report.js';

const skewed = (clockSkew: number | undefined, address = 'a:6443') =>
  report({ address, http: httpEvidence({ clockSkew }) });

void t.test('clocks that differ by more than a minute', (t) => {
  const reports = [skewed(61, 'a:6443'), skewed(-7300, 'b:6443'), skewed(60, 'c:6443'), skewed(undefined, 'd:6443')];
  t.same(clockDiffers.detect(target(...reports, report({ address: 'e:6443' })), now), [
    { severity: 'warning', addresses: ['a:6443'], text: 'its clock is 1m ahead of the clock of this host' },
    { severity: 'warning', addresses: ['b:6443'], text: 'its clock is 2h 1m behind the clock of this host' },
  ]);
  t.match(clockDiffers.remedy(), { advice: [/chronyc tracking/] });
  t.end();
});

void t.test('for other outputs', (t) => {
  t.equal(clockDiffersIn(skewed(-61)), true);
  t.equal(clockDiffersIn(report()), false);
  t.end();
});
