import t from 'tap';
import { noSituation, situationOf } from '../../../src/findings/procedures/situation.js';
import { certificate, down, report, target, uncoveredName } from '../../fixtures/report.js';

void t.test('the SANs that are missing, and those of each server that was seen', (t) => {
  const serving = [certificate({ dnsNames: ['node-1', '$(id)'], ipAddresses: ['10.0.0.1'] })] as const;
  const situation = situationOf(target(report({ serving, names: [uncoveredName({ name: 'api' })] }), down()));
  t.same(situation.sans.missing, ['api']);
  t.same(situation.nodes, [{ address: '10.225.4.51:6443', dnsNames: ['node-1'], ipAddresses: ['10.0.0.1'] }]);
  t.same(noSituation.nodes, []);
  t.end();
});
