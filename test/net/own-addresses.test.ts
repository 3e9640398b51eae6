import t from 'tap';
import { ownAddresses } from '../../src/net/own-addresses.js';

void t.test('the canonical IPs of all interfaces, but not those of services', (t) => {
  const interfaces = {
    lo: [{ address: '127.0.0.1' }, { address: '::1' }],
    eth0: [{ address: '10.225.4.51' }, { address: 'FD00:225:4:0::51' }, { address: 'fe80::1%eth0' }],
    'kube-ipvs0': [{ address: '10.96.0.1' }],
    gone: undefined,
  };
  t.same(ownAddresses(interfaces), ['127.0.0.1', '::1', '10.225.4.51', 'fd00:225:4::51', 'fe80::1']);
  t.end();
});
