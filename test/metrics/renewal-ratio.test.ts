import t from 'tap';
import { certificate, down, nameVerdict, report } from '../fixtures/report.js';
import { exposition } from './exposition-of.js';

void t.test('what is known of renewals', async (t) => {
  const names = [
    nameVerdict({ name: 'a', shown: [certificate()], renewalShare: 0.25 }),
    nameVerdict({ name: 'b', shown: [certificate()] }),
  ];
  t.equal(
    await exposition('apiserver_endpoint_certificate_renewal_ratio', report({ renewalShare: 0, names }), down()),
    `
# HELP apiserver_endpoint_certificate_renewal_ratio The least share of their lifetimes that earlier certificates had left at the last renewals (leaf). Only for a certificate that is valid for less than twelve days, once two renewals were seen. 0 where they follow no rule.
# TYPE apiserver_endpoint_certificate_renewal_ratio gauge
apiserver_endpoint_certificate_renewal_ratio{target="prod",address="10.225.4.51:6443",certificate="serving"} 0
apiserver_endpoint_certificate_renewal_ratio{target="prod",address="10.225.4.51:6443",certificate="name",name="a"} 0.25
`,
  );
});
