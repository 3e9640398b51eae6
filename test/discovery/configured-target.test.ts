import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import t from 'tap';
import { direct } from '../../src/net/proxy-environment.js';
import type { TargetConfig } from '../../src/config/config.js';
import { configuredTarget } from '../../src/discovery/configured-target.js';
import { configWith } from '../config/config-fixture.js';

async function targetsOf(...targets: readonly object[]): Promise<readonly TargetConfig[]> {
  return (await configWith({ targets }, { '/ca.crt': rootCertificates[0] ?? '' })).targets;
}

void t.test('a target gets the settings of the config', async (t) => {
  const [config] = await targetsOf({
    name: 'a',
    addresses: ['b:1'],
    names: ['c'],
    labels: { env: 'x' },
    timeout: '2s',
    loopback: false,
    ca: { file: 'ca.crt' },
  });
  const target = configuredTarget(config!, direct);
  t.match(target, {
    name: 'a',
    labels: { env: 'x' },
    addresses: [{ host: { kind: 'dns', text: 'b' }, port: 1 }],
    names: [{ host: { kind: 'dns', text: 'c' }, role: 'client' }],
    serverName: undefined,
    timeout: 2,
    loopback: false,
    login: undefined,
  });
  t.same(target.ca, [new X509Certificate(rootCertificates[0] ?? '').raw]);
});
