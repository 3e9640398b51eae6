import t from 'tap';
import { noAddressRefused, addressRefusalsIn } from '../../src/probe/address-refusals-in.js';
import { down, target } from '../fixtures/report.js';

void t.test('refused addresses are counted by who led to them', (t) => {
  const failing = (probe: 'resolve' | 'serving') => down({ failures: [{ probe, reason: 'not_allowed' }] });
  t.same(addressRefusalsIn(target(down())), noAddressRefused);
  t.same(
    addressRefusalsIn({ ...target(failing('resolve'), failing('serving')), refused: ['api', 'dns', 'api', 'request'] }),
    {
      api: 2,
      dns: 1,
      proxy: 1,
      request: 1,
    },
  );
  t.end();
});
