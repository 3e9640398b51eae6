import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import t from 'tap';
import { createOwnMetrics } from '../../src/metrics/own-metrics.js';
import { type Format, render } from '../../src/metrics/render.js';
import type { Report, TargetReport } from '../../src/probe/report.js';
import {
  authority,
  certificate,
  down,
  loopback,
  nameVerdict,
  report,
  target,
  trusted,
  uncoveredName,
} from '../fixtures/report.js';
import { parseExposition, samplesOf, valueOf } from '../fixtures/exposition.js';
import { requireTool } from '../fixtures/tool.js';
import { wholeText } from '../fixtures/whole-text.js';

/** An endpoint that has a sample of every family. */
const full = report({
  trust: trusted(),
  names: [nameVerdict({ shown: [certificate({ serialNumber: '0B' })] }), uncoveredName({ name: 'other.example' })],
  http: { gitVersion: 'v1.36.1', health: [{ check: 'ping', healthy: true }], startedAt: 17, clockSkew: -90 },
  failures: [{ probe: 'name', reason: 'reset' }],
  phases: { resolve: 0.1, connect: 0.1, tls: 0.1, loopback: 0.1, names: 0.1, http: 0.1 },
});

function fullOf(format: Format) {
  const own = createOwnMetrics('1.2.3');
  own.configLoaded(true, 1000);
  own.scraped(0.2);
  own.probed(target(full));
  const served = certificate();
  const whole = { ...target(full, down({ address: 'b:1' })), ca: [authority()] };
  return wholeText(
    render([whole], [own.registry], format, {
      files: [
        { path: '/a.crt', outcome: { state: 'read' }, certificates: [{ label: '1', certificate: served }] },
        { path: '/b.crt', outcome: { state: 'failed', reason: 'missing', message: '' }, certificates: [] },
      ],
      serving: [{ target: { name: 'prod', labels: {} }, address: 'a:1', path: '/a.crt', served, held: served }],
    }),
  );
}

void t.test('text format: families, each with its help and type, and the metrics of other registries', async (t) => {
  const { contentType, body } = await fullOf('text');
  t.equal(contentType, 'text/plain; version=0.0.4; charset=utf-8');
  const samples = parseExposition(body);
  t.equal(valueOf(samples, 'apiserver_endpoint_up', { address: '10.225.4.51:6443' }), 1);
  t.equal(valueOf(samples, 'apiserver_cert_exporter_build_info'), 1);
  t.equal(valueOf(samples, 'apiserver_file_read_success', { path: '/b.crt' }), 0);
  t.ok(body.endsWith('\n'));
  const helped = [...body.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name);
  t.equal(new Set(helped).size, helped.length);
  t.same(
    helped,
    [...body.matchAll(/^# TYPE (\S+) (gauge|counter|histogram|summary)$/gm)].map(([, name]) => name),
  );
});

void t.test('OpenMetrics ends with EOF, and says the same', async (t) => {
  const { contentType, body } = await fullOf('openmetrics');
  t.equal(contentType, 'application/openmetrics-text; version=1.0.0; charset=utf-8');
  t.ok(body.endsWith('\n# EOF\n'));
  t.equal(body.split('# EOF').length, 2);
  t.notOk(body.includes('\n\n'), 'no empty line');
  t.match(body, /^# TYPE apiserver_cert_exporter_probe_failures counter$/m);
  const endpoints = (text: string) => parseExposition(text).filter(({ name }) => name.startsWith('apiserver_endpoint'));
  t.same(endpoints(body), endpoints((await fullOf('text')).body));
});

void t.test('promtool finds nothing', async (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const { body } = await fullOf('text');
  const out = execFileSync(promtool, ['check', 'metrics'], { input: body, encoding: 'utf8', stdio: 'pipe' });
  t.equal(out, '');
});

void t.test("a target's own labels are on all of its series and on no others", async (t) => {
  const targets: readonly TargetReport[] = [
    { ...target(report({ address: 'a:1' })), target: { name: 'a', labels: { region: 'eu', target: 'taken' } } },
    { ...target(report({ address: 'b:1' })), target: { name: 'b', labels: {} } },
  ];
  const { body } = await wholeText(render(targets, [], 'text'));
  const samples = parseExposition(body);
  for (const { name, labels } of samples) {
    t.equal(labels['region'], labels['target'] === 'a' ? 'eu' : undefined, name);
  }
  t.same(new Set(samples.map(({ labels }) => labels['target'])), new Set(['a', 'b']), 'no label takes its place');
});

void t.test('overlapping renders lose nothing', async (t) => {
  const endpoints = Array.from({ length: 20 }, (_, i) => report({ address: `10.0.0.${i}:6443` }));
  const bodies = await Promise.all(
    endpoints.map((_, i) =>
      wholeText(render([target(...endpoints.slice(0, i + 1))], [], 'text')).then(({ body }) => body),
    ),
  );
  t.same(
    bodies.map((body) => samplesOf(parseExposition(body), 'apiserver_endpoint_up').length),
    endpoints.map((_, i) => i + 1),
  );
});

void t.test('a long text takes many turns of the event loop, and is the same', async (t) => {
  const endpoints = Array.from({ length: 500 }, (_, i) => report({ address: `10.0.${i >> 8}.${i & 255}:6443` }));
  let [turns, isOver] = [0, false];
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const { body } = await wholeText(render([target(...endpoints)], [], 'text'));
  isOver = true;
  const samples = parseExposition(body);
  t.ok(turns >= Math.floor(samples.length / 1000), `${turns} turns for ${samples.length} samples`);
  t.equal(samplesOf(samples, 'apiserver_endpoint_up').length, endpoints.length);
});

void t.test('no targets: families without samples', async (t) => {
  const { body } = await wholeText(render([], [], 'text'));
  t.same(parseExposition(body), []);
});

void t.test('text of a certificate cannot break the format', async () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('\n', '\r', '"', '\\', '}', ' 1', '\ud800', '\udfff', '\u202e', '\u2028', '\0'),
    }),
    fc.constant('a'.repeat(1_000_000)),
  );
  await fc.assert(
    fc.asyncProperty(
      hostile,
      hostile,
      fc.constantFrom<Format>('text', 'openmetrics'),
      async (subject, other, format) => {
        const names = {
          subjectCommonName: subject,
          issuerCommonName: other,
          serialNumber: other,
          keyAlgorithm: subject,
        };
        const hit: Report = report({ serving: [certificate(names)], loopback: loopback(names) });
        const { body } = await wholeText(render([target(hit)], [], format));
        const bytes = Buffer.from(body);
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        const infos = samplesOf(parseExposition(text), 'apiserver_endpoint_certificate_info');
        const plain = await wholeText(render([target(report())], [], format));
        return (
          text === body &&
          infos.length === 2 &&
          infos.every(({ labels }) => Object.values(labels).every((value) => value.length <= 256)) &&
          body.split(/\r\n|[\n\r\u0085\u2028\u2029]/).length === plain.body.split('\n').length
        );
      },
    ),
    { numRuns: 50 },
  );
});

void t.test('the formats may take turns: neither changes the names of counters in the other', async (t) => {
  const { registry } = createOwnMetrics('1.2.3');
  const bodyOf = async (format: Format): Promise<string> => (await wholeText(render([], [registry], format))).body;
  const counters = (body: string) => body.match(/^(# TYPE )?apiserver_cert_exporter_coalesced\S*/gm);
  const name = 'apiserver_cert_exporter_coalesced_scrapes';
  for (const body of [await bodyOf('text'), ...(await Promise.all([bodyOf('openmetrics'), bodyOf('text')])).slice(1)])
    t.same(counters(body), [`# TYPE ${name}_total`, `${name}_total`]);
  t.same(counters(await bodyOf('openmetrics')), [`# TYPE ${name}`, `${name}_total`]);
  t.same(counters(await bodyOf('text')), [`# TYPE ${name}_total`, `${name}_total`]);
});
