import t from 'tap';
import { aggregatedTarget } from '../../src/discovery/aggregated-target.js';
import type { AggregatorTrust } from '../../src/kube/api-services.js';
import { direct } from '../../src/net/proxy-environment.js';
import { publicRoots } from '../../src/net/trusted-roots.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { aggregatedServer, backendsAt, bundleOf } from './aggregated-fixture.js';

const config = await targetConfigWith({ name: 'east', addresses: ['10.9.9.9'], names: ['metrics.example.com'] });
const circumstances = { config, proxyFor: direct };
const found = (trust?: AggregatorTrust, backends = backendsAt('10.0.0.1', 'fd00::1')) =>
  aggregatedTarget('east/metrics', aggregatedServer(backends, trust), backends, circumstances);
const named = 'APIService v1beta1.metrics.k8s.io';

void t.test('as the aggregator dials it', (t) => {
  const bundle = bundleOf('a');
  t.match(found(bundle), {
    success: true,
    insecure: false,
    notes: [],
    refused: [],
    target: {
      name: 'east/metrics',
      kind: 'aggregated',
      addresses: [
        { host: { kind: 'ip', text: '10.0.0.1' }, port: 10_250 },
        { host: { kind: 'ip', text: 'fd00::1' }, port: 10_250 },
      ],
      serverName: { kind: 'dns', text: 'metrics-server.kube-system.svc' },
      names: [{ host: { text: 'metrics.example.com' }, role: 'client' }],
      caSource: { kind: 'bundle', named },
      login: undefined,
      isVerified: undefined,
    },
  });
  t.equal(found(bundle).target?.ca, bundle.kind === 'bundle' && bundle.certificates, 'the same array');
  t.end();
});

void t.test('what else the aggregator may trust', (t) => {
  const { target } = found({ kind: 'public' });
  t.equal(target?.ca, publicRoots());
  t.match(target, { ownCa: [], caSource: { kind: 'public', named } });
  t.match(found({ kind: 'insecure' }), {
    success: true,
    notes: [
      `insecureSkipTLSVerify is set in ${named}: kube-apiserver does not verify this server, so names and trust are not judged`,
    ],
    target: { isVerified: false, ca: undefined, ownCa: [], caSource: undefined },
  });
  const message = 'unable to load root certificates: unable to parse bytes as PEM block';
  t.match(found({ kind: 'unusable', key: 'a', message }), {
    success: false,
    notes: [`the caBundle of ${named} cannot be used, so kube-apiserver does not reach this server: ${message}`],
    target: { addresses: { length: 2 }, ca: undefined, isVerified: undefined },
  });
  t.end();
});

void t.test('many APIServices are counted', (t) => {
  const apiServices = ['v1.a', 'v1.b', 'v1.c', 'v1.d', 'v1.e'] as const;
  const backends = backendsAt('10.0.0.1');
  const { target } = aggregatedTarget('x', { ...aggregatedServer(), apiServices }, backends, circumstances);
  t.equal(target?.caSource?.named, 'APIServices v1.a, v1.b, v1.c, … and 2 more');
  t.end();
});

void t.test('a service that is a DNS name, and addresses to which no list may lead', (t) => {
  const host = { kind: 'dns', text: 'api.example.com' } as const;
  const external = { ...backendsAt(), external: host, notes: ['ExternalName'] };
  t.match(found(undefined, external), {
    success: true,
    notes: ['ExternalName'],
    target: { addresses: [{ host, port: 443 }] },
  });
  t.match(found(undefined, backendsAt('10.0.0.1', '169.254.169.254')), {
    success: false,
    refused: ['api'],
    notes: [/^the list of the Kubernetes API leads to 169\.254\.169\.254 .* not dialled/],
    target: { addresses: { length: 1 } },
  });
  t.end();
});
