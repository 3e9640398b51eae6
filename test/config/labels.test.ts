import t from 'tap';
import { isFreeLabelName, isLabelName } from '../../src/config/labels.js';
import { certificateFamilies } from '../../src/metrics/certificate-families.js';
import { endpointFamilies } from '../../src/metrics/endpoint-families.js';
import { fileFamilies, servingFileFamilies } from '../../src/metrics/file-families.js';
import { targetFamilies } from '../../src/metrics/target-families.js';
import { yamlProblems } from './yaml-problems.js';

void t.test("label names are those of Prometheus' data model", (t) => {
  for (const name of ['a', '_a', 'A1', '__a', 'a'.repeat(128)]) t.ok(isLabelName(name), name);
  for (const name of ['', '1a', 'a-b', 'a b', 'é', 'a\n', 'a'.repeat(129)]) t.notOk(isLabelName(name), name);
  t.end();
});

void t.test('reserved names', (t) => {
  for (const name of ['env', 'Target', 'region', 'cluster', '_']) t.ok(isFreeLabelName(name), name);
  // Those of the exporter's own series: the next test.
  const taken = 'target address le quantile instance job namespace pod service container endpoint __name__ __address__';
  for (const name of taken.split(' ')) t.notOk(isFreeLabelName(name), name);
  t.end();
});

void t.test('every label of an endpoint’s own series is reserved', (t) => {
  const families = [
    ...certificateFamilies,
    ...endpointFamilies,
    ...targetFamilies,
    ...fileFamilies,
    ...servingFileFamilies,
  ];
  const own = families.flatMap(({ labels }) => labels);
  t.ok(own.includes('fingerprint_sha256'));
  t.same(
    own.filter(isFreeLabelName).map((label) => `add ${label} to ownLabels of src/config/labels.ts`),
    [],
  );
  t.end();
});

void t.test('one invalid mapping for each rule', async (t) => {
  const many = (count: number) => `{${Array.from({ length: count }, (_, index) => `l${index}: x`).join(', ')}}`;
  const labelName = 'a label name: at most 128 letters, digits and _, no digit first';
  const free = 'a label name that neither Prometheus nor this exporter uses itself';
  const printable = 'text of 1 to 256 printable characters';
  const table: readonly [labels: string, ...problems: string[]][] = [
    ['{}'],
    ['{env: prod, _x1: "1"}'],
    ['{cluster: east}'],
    [many(32)],
    [many(33), ': found a mapping of 33 keys, expected at most 32 labels'],
    ['', ': found nothing, expected a mapping of label names to texts'],
    ['prod', ': found "prod", expected a mapping of label names to texts'],
    ['[env]', ': found a list of 1, expected a mapping of label names to texts'],
    ['{a-b: x}', `.a-b: found the key "a-b", expected ${labelName}`],
    ['{"": x}', `[""]: found the key "", expected ${labelName}`],
    ['{job: x}', `.job: found the key "job", expected ${free}`],
    ['{__x: x}', `.__x: found the key "__x", expected ${free}`],
    ['{env: 1}', `.env: found the number 1, expected ${printable} (in quotes)`],
    ['{env: ""}', `.env: found "", expected ${printable}`],
    ['{env: "a\\u0000b"}', `.env: found "a\\u0000b", expected ${printable}`],
    [
      '{job: 1}',
      `.job: found the key "job", expected ${free}`,
      `.job: found the number 1, expected ${printable} (in quotes)`,
    ],
  ];
  for (const [labels, ...problems] of table) {
    const found = await yamlProblems(`targets:\n  - name: a\n    addresses: [b]\n    labels: ${labels}\n`);
    t.same(
      found.map((problem) => problem.replace(/^.*?targets\[0\]\.labels/, '')),
      problems,
      labels.slice(0, 60),
    );
  }
});
