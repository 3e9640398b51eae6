import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import t from 'tap';
import { direct } from '../../src/net/proxy-environment.js';
import type { TargetConfig } from '../../src/config/config.js';
import type { KnownCa } from '../../src/discovery/ca-source.js';
import { configuredSource } from '../../src/discovery/configured-source.js';
import { loadedCas } from './cas-fixture.js';
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
  const { target } = await configuredSource(config!, loadedCas()(config!.ca), direct).find();
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
  t.same(target?.ca, [new X509Certificate(rootCertificates[0] ?? '').raw]);
  t.same(target?.caSource, { kind: 'file', path: '/ca.crt' });
});

void t.test('the same target as long as the CA is the same', async (t) => {
  const [config] = await targetsOf({ name: 'a', addresses: ['b'] });
  const ca: KnownCa = { certificates: [], source: { kind: 'file', path: '/ca.crt' } };
  const known = [undefined, undefined, ca, ca, { ...ca }];
  const source = configuredSource(config!, () => Promise.resolve(known.shift()), direct);
  const targets = [];
  while (known.length > 0) targets.push((await source.find()).target);
  t.equal(targets[0], targets[1]);
  t.equal(targets[2], targets[3]);
  t.equal(new Set(targets).size, 3);
});
