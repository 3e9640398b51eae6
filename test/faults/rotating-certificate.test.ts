import t from 'tap';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority, type Identity } from '../../demo/pki.js';
import { fixedSource } from '../../src/discovery/target-source.js';
import { createOwnMetrics } from '../../src/metrics/own-metrics.js';
import { render } from '../../src/metrics/render.js';
import { probeTargets } from '../../src/probe/probe-target.js';
import { parseExposition } from '../fixtures/exposition.js';
import { targetOf } from '../probe/endpoint-fixture.js';
import { createCluster, probeDependencies } from '../probe/simulated-cluster.js';
import { wholeText } from '../fixtures/whole-text.js';

/** Names that no honest CA would write. */
const texts = [
  'plain',
  '',
  'a\nb{c="d"} 1\n',
  '\u0000\u001b[31m',
  '\u202egnol',
  '"\\',
  'é🔐\u{e0001}',
  'x'.repeat(5000),
];

const scrapes = 50;
const names = ['kubernetes', 'api.example.com', '10.96.0.1'];
const day = 86_400;

/** A certificate that shares nothing with the previous one, from its own CA. */
async function another(i: number): Promise<Identity> {
  const text = texts[i % texts.length] ?? '';
  const authority = await createAuthority({ commonName: `ca ${i} ${text}` });
  const { identity } = await authority.issue({
    commonName: `${text} ${i}`,
    organization: text,
    dnsNames: Array.from({ length: i }, (_, at) => `${text.slice(0, 20)}${at}.example`.replace(/[^ -~]/g, '')),
    names: [{ kind: 'uri', value: text }],
    notAfter: Math.floor(Date.now() / 1000) + (i - 25) * day,
    notBefore: 0,
  });
  return identity;
}

void t.test('a server with another certificate at each scrape gets no more series', async (t) => {
  const cluster = await createCluster();
  const server = await cluster.start(t);
  const source = fixedSource(
    targetOf({ addresses: [server.endpoint], names, ca: [cluster.authority.der], http: true }),
  );
  const own = createOwnMetrics('test');
  const counts = new Set<number>();
  const seen = new Set<string>();
  for (let i = 0; i < scrapes; i++) {
    const loopback = await createLoopback({ startedAt: Math.floor(Date.now() / 1000) - i * day });
    server.replace({ serving: await another(i), loopback: loopback.identity });
    const reports = await probeTargets([source], probeDependencies(), Infinity);
    for (const report of reports) own.probed(report);
    const { body } = await wholeText(render(reports, [own.registry], 'text'));

    const samples = parseExposition(body).filter(({ name }) => name.startsWith('apiserver_'));
    counts.add(samples.length);
    const values = samples.flatMap(({ labels }) => Object.values(labels));
    for (const value of values) if (value.length > 256 || /\p{Cc}|\p{Cf}|\p{Cs}/u.test(value)) t.fail(value);
    t.equal(Buffer.from(body).toString(), body, 'valid UTF-8');
    const info = samples.find(({ name }) => name === 'apiserver_endpoint_certificate_info');
    seen.add(info?.labels['fingerprint_sha256'] ?? '');
  }
  t.equal(seen.size, scrapes, 'another each time');
  t.equal(counts.size, 1, `always ${[...counts].join(', ')} series`);
});

void t.test('series of one endpoint are bounded, whatever it serves', async (t) => {
  const cluster = await createCluster();
  const checks = Array.from({ length: 1000 }, (_, i) => `check-${i}`);
  const server = await cluster.start(t, { http: { checks, failing: checks } });
  const many = Array.from({ length: 1000 }, (_, i) => `10.1.${i >> 8}.${i & 255}`);
  const target = targetOf({ addresses: [server.endpoint], names: many, http: true });
  const { body } = await wholeText(
    render(await probeTargets([fixedSource(target)], probeDependencies(), Infinity), [], 'text'),
  );
  const counts = new Map<string, number>();
  for (const { name } of parseExposition(body)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ofNames = ['san_covered', 'accepted', 'refused'].map((name) => counts.get(`apiserver_endpoint_${name}`) ?? 0);
  t.equal(Math.max(...ofNames), 512);
  t.equal(counts.get('apiserver_endpoint_health_check'), 200);
  const others = [...counts.values(), ...ofNames.map((count) => -count)].reduce((sum, count) => sum + count, 0) - 200;
  t.ok(others < 40, `${others} others`);
});
