import t from 'tap';
import { checkKubeadmTable, kubeadmSpan } from '../../../src/cli/check/kubeadm-table.js';
import type { KubeadmRow } from '../../../src/files/kubeadm-expiration.js';
import type { LocalServer } from '../../../src/probe/local-server.js';
import { localServer, place } from '../../fixtures/local-server.js';
import { certificate, day, now } from '../../fixtures/report.js';

const row = (change: Partial<KubeadmRow>): KubeadmRow => ({
  name: 'apiserver',
  path: '/etc/kubernetes/pki/apiserver.crt',
  authority: 'ca',
  externallyManaged: false,
  certificate: certificate(),
  problem: undefined,
  served: undefined,
  ...change,
});
const target = { name: 'prod', labels: {} };
const serving = { target, path: '/a.crt', held: certificate() };
const server = localServer();
const plain = { now, color: false, width: 120 };

void t.test('the same as kubeadm shows, and what is served', (t) => {
  const certificates = [
    row({
      served: [
        { ...serving, address: 'a:6443', served: certificate() },
        { ...serving, address: 'b:6443', served: certificate({ fingerprintSha256: 'cd', notAfter: now }) },
      ],
    }),
    row({ served: [], certificate: certificate({ notAfter: now + 20 * day }), externallyManaged: true }),
    row({ served: [{ ...serving, address: 'a:6443', served: certificate() }] }),
    row({ name: 'etcd-peer', authority: 'etcd-ca', certificate: certificate({ notAfter: now + 2 * day }) }),
    row({ name: 'etcd-server', certificate: certificate({ notAfter: now - 3 }) }),
    row({ name: 'scheduler.conf', certificate: undefined }),
    row({ name: 'admin.conf', certificate: undefined, problem: 'empty' }),
  ];
  const authorities = [row({ name: 'ca', certificate: certificate({ notAfter: now + 3650 * day }) })];
  t.equal(
    `\n${checkKubeadmTable({ certificates, authorities, server }, plain)}\n`,
    `
┌────────────────┬────────────────────────┬───────────┬─────────┬──────────┬──────────────────────────────┐
│ Certificate    │ Expires                │ Residual  │ CA      │ External │ Served                       │
├────────────────┼────────────────────────┼───────────┼─────────┼──────────┼──────────────────────────────┤
│ apiserver      │ Aug 13, 2027 12:00 UTC │ 265d      │ ca      │ no       │ yes (a:6443)                 │
│                │                        │           │         │          │ NO: ends 2026-11-21 (b:6443) │
│ apiserver      │ Dec 11, 2026 12:00 UTC │ 20d       │ ca      │ yes      │ not compared                 │
│ apiserver      │ Aug 13, 2027 12:00 UTC │ 265d      │ ca      │ no       │ yes                          │
│ etcd-peer      │ Nov 23, 2026 12:00 UTC │ 2d        │ etcd-ca │ no       │                              │
│ etcd-server    │ Nov 21, 2026 11:59 UTC │ <invalid> │ ca      │ no       │                              │
│ scheduler.conf │ !MISSING!              │           │         │          │                              │
│ admin.conf     │ empty                  │           │         │          │                              │
└────────────────┴────────────────────────┴───────────┴─────────┴──────────┴──────────────────────────────┘

┌────┬────────────────────────┬──────────┬──────────┐
│ CA │ Expires                │ Residual │ External │
├────┼────────────────────────┼──────────┼──────────┤
│ ca │ Nov 18, 2036 12:00 UTC │ 10y      │ no       │
└────┴────────────────────────┴──────────┴──────────┘
`,
  );
  t.match(
    checkKubeadmTable({ certificates, authorities, server }, { ...plain, color: true }),
    '\u001b[33m20d\u001b[39m',
  );
  t.end();
});

void t.test('why nothing was seen of the API server', (t) => {
  const shown = (change: Partial<LocalServer>, ...served: readonly (typeof serving & { address: string })[]) => {
    const certificates = [row({ served: served.map((each) => ({ ...each, served: certificate() })) })];
    return checkKubeadmTable({ certificates, authorities: [], server: localServer(change) }, plain);
  };
  const text = `nothing listens at 10.225.4.51:6443, though ${place().manifest} says so`;
  t.match(shown({ state: 'dead', text }), /│ not seen: dead │/);
  t.match(shown({ state: 'dead', text }), `\napiserver: ${text.slice(0, 60)}`);
  t.match(
    shown({ state: 'elsewhere', text: 'a\u001b' }),
    /not seen: not on this host │[^]*\napiserver: a\\u\{1b\}\.\n/,
  );
  t.match(shown({ state: 'other' }, { ...serving, address: 'a:1' }), /│ NO: another server answers │/);
  t.match(shown({ place: place({ otherFile: '/etc/ssl/api.pem' }) }), /│ no: \/etc\/ssl\/api\.pem │/);
  t.notMatch(shown({}, { ...serving, address: 'a:1' }), 'apiserver:');
  const missing = [row({ served: [], certificate: undefined })];
  const table = checkKubeadmTable({ certificates: missing, authorities: [], server }, plain);
  t.match(table, /│ not compared: no certificate in the file │/);
  t.end();
});

void t.test('spans in one unit, as apimachinery writes them', (t) => {
  const day = 86_400;
  const table: readonly [seconds: number, text: string][] = [
    [-2, '<invalid>'],
    [-1.9, '0s'],
    [0, '0s'],
    [59.9, '59s'],
    [60, '1m'],
    [3599, '59m'],
    [3600, '1h'],
    [day - 1, '23h'],
    [day, '1d'],
    [365 * day - 1, '364d'],
    [365 * day, '1y'],
    [730 * day - 1, '1y'],
  ];
  for (const [seconds, text] of table) t.equal(kubeadmSpan(seconds), text);
  t.end();
});
