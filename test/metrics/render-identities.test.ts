import fc from 'fast-check';
import t from 'tap';
import type { FileReport } from '../../src/files/file-report.js';
import { render } from '../../src/metrics/render.js';
import type { TargetReport } from '../../src/probe/report.js';
import { parseExposition, samplesOf } from '../fixtures/exposition.js';
import { authority, certificate, nameVerdict, report, target, uncoveredName } from '../fixtures/report.js';
import { wholeText } from '../fixtures/whole-text.js';

const labels = ['certificate', 'path', 'name', 'role', 'target', 'address', 'env'];

/** Text that may be taken for other text: long and alike, unprintable, or like the way in which prom-client joins labels. */
const odd = fc.oneof(
  fc
    .tuple(fc.constantFrom(...labels), fc.constantFrom('a', 'b', '1'))
    .map(([label, value]) => `${value},${label}:${value}`),
  fc
    .array(fc.constantFrom('a', 'b', ',', ':', ...labels.map((label) => `,${label}:`)), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constant('/very/long/path'.repeat(20)), fc.string({ unit: 'binary', maxLength: 2 }))
    .map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom('\u202e', '\u200b', '\ud800', '\udc00', '\n', '"', '\\', '\ufffd'), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => parts.join('')),
);
const several = fc.uniqueArray(odd, { minLength: 1, maxLength: 6 });
/** Names of targets, their labels and addresses are such: the configuration and the lists of addresses refuse others. */
const printable = fc.uniqueArray(
  odd.filter((text) => text.length < 256 && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(text)),
  { minLength: 1, maxLength: 3 },
);

const fileReports = several.chain((paths) =>
  fc.tuple(
    ...paths.map((path) =>
      several.map((names): FileReport => ({
        path,
        outcome: { state: 'read' },
        certificates: names.map((label, at) => ({ label, certificate: certificate({ fingerprintSha256: `${at}` }) })),
      })),
    ),
  ),
);

const targets = fc
  .record({ names: printable, addresses: printable, dialled: several, env: printable, cas: several })
  .map(({ names, addresses, dialled, env, cas }): readonly TargetReport[] =>
    names.map((name, at) => ({
      ...{ discovered: true, insecure: false, notes: [], refused: [], caSource: undefined, truncated: [] },
      instances: target().instances,
      target: { name, labels: { env: env[at % env.length] ?? '' } },
      ca: cas.map((subjectCommonName, at) => authority({ subjectCommonName, fingerprintSha256: `${at}` })),
      reports: addresses.map((address) =>
        report({
          address,
          names: dialled.map((name, at) =>
            at % 2 === 0 ? nameVerdict({ name, shown: [certificate()] }) : uncoveredName({ name }),
          ),
          http: {
            gitVersion: undefined,
            health: dialled.map((check) => ({ check, healthy: false })),
            startedAt: undefined,
            clockSkew: undefined,
          },
        }),
      ),
    })),
  );

/** How many different series of each family there are. */
function expected(all: readonly TargetReport[], files: readonly FileReport[]): Readonly<Record<string, number>> {
  const endpoints = all.flatMap(({ reports }) => reports);
  const certificates = files.flatMap((file) => file.certificates).length;
  const dialled = endpoints.flatMap(({ names }) => names);
  return {
    apiserver_target_endpoints: all.length,
    apiserver_target_ca_not_after_timestamp_seconds: all.flatMap(({ ca }) => ca).length,
    apiserver_endpoint_up: endpoints.length,
    apiserver_endpoint_certificate_info: 2 * endpoints.length + dialled.filter(({ shown }) => shown).length,
    apiserver_endpoint_accepted: dialled.length,
    apiserver_endpoint_health_check: dialled.length,
    apiserver_file_certificate_not_after_timestamp_seconds: certificates,
    apiserver_file_certificate_info: certificates,
    apiserver_file_read_success: files.length,
    apiserver_endpoint_serving_file_match: endpoints.length * files.length,
  };
}

void t.test('whatever things are named, none shares a series with another', async () => {
  await fc.assert(
    fc.asyncProperty(targets, fileReports, async (all, files) => {
      const held = certificate();
      const serving = all.flatMap(({ target, reports }) =>
        reports.flatMap(({ address }) => files.map(({ path }) => ({ target, address, path, served: held, held }))),
      );
      const samples = parseExposition((await wholeText(render(all, [], 'text', { files, serving }))).body);
      const series = samples.map(({ name, labels }) => JSON.stringify([name, Object.entries(labels).sort()]));
      if (new Set(series).size < series.length) return false;
      return Object.entries(expected(all, files)).every(
        ([family, count]) => samples.filter(({ name }) => name === family).length === count,
      );
    }),
    { numRuns: 60 },
  );
});

void t.test('a path and a user that read like another path and user', async (t) => {
  const held = (label: string, notAfter: number): FileReport['certificates'] => [
    { label, certificate: certificate({ notAfter }) },
  ];
  const files: readonly FileReport[] = [
    { path: 'c', outcome: { state: 'read' }, certificates: held('a,path:b', 1) },
    { path: 'b,path:c', outcome: { state: 'read' }, certificates: held('a', 2) },
  ];
  const samples = parseExposition((await wholeText(render([], [], 'text', { files, serving: [] }))).body);
  const ends = samplesOf(samples, 'apiserver_file_certificate_not_after_timestamp_seconds');
  t.same(
    ends.map(({ value }) => value),
    [1, 2],
  );
});
