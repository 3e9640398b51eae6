import t from 'tap';
import { parseNetwork } from '../../src/net/network.js';
import { mayProbe } from '../../src/scrape/may-probe.js';

const networks = (...texts: readonly string[]) => texts.flatMap((text) => parseNetwork(text) ?? []);

void t.test('a wide network does not allow this host and metadata services', (t) => {
  const wide = mayProbe({ allowNetworks: networks('0.0.0.0/0', '::/0'), discoveryAllow: [] });
  for (const ip of ['127.0.0.1', '::ffff:169.254.169.254', '::', '64:ff9b::7f00:1', 'fe80::1'])
    t.equal(wide(ip), undefined, ip);
  t.equal(wide('10.225.4.51'), '10.225.4.51');
  t.end();
});

void t.test('a network of such addresses does, and so does discoveryAllow', (t) => {
  const exact = mayProbe({ allowNetworks: networks('127.0.0.9/32'), discoveryAllow: [] });
  t.equal(exact('::ffff:127.0.0.9'), '127.0.0.9');
  t.equal(exact('127.0.0.1'), undefined);
  const found = mayProbe({ allowNetworks: networks('0.0.0.0/0'), discoveryAllow: networks('169.254.0.0/16') });
  t.equal(found('169.254.169.254'), '169.254.169.254');
  t.equal(found('127.0.0.1'), undefined);
  const only = mayProbe({ allowNetworks: [], discoveryAllow: networks('127.0.0.0/8') });
  t.equal(only('127.0.0.1'), undefined, 'discoveryAllow alone allows no requests');
  t.end();
});
