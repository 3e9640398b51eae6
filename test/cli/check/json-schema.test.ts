import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import type { CheckResult } from '../../../src/cli/check/result.js';
import { fileReasons } from '../../../src/files/file-report.js';
import { fileKinds, servingFileKinds } from '../../../src/findings/kinds/files.js';
import { findingKinds } from '../../../src/findings/kinds/finding-kinds.js';
import { targetFileKinds } from '../../../src/findings/kinds/rotation.js';
import { distributions } from '../../../src/findings/procedures/distribution.js';
import { isProcedure } from '../../../src/findings/procedures/procedure.js';
import { severities } from '../../../src/findings/severity/severity.js';
import { reasonNames } from '../../../src/probe/reason.js';
import { phasesInOrder } from '../../../src/probe/phases.js';
import { notHereReasons, probesInOrder } from '../../../src/probe/report.js';
import { refusalReasons } from '../../../src/x509/go-refusal.js';
import {
  authority,
  certificate,
  down,
  httpEvidence,
  nameVerdict,
  notFor,
  now,
  report,
  target,
  trusted,
  uncoveredName,
  untrusted,
} from '../../fixtures/report.js';
import { onDisk, onKubeadmNode } from './on-disk.js';
import { parsedJson } from './parsed-json.js';
import { chain, result, threeAndOne } from './result-fixture.js';

const kinds = [...findingKinds, ...fileKinds, ...servingFileKinds, ...targetFileKinds];

const schema = JSON.parse(readFileSync('docs/check.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

const everything: readonly CheckResult[] = [
  onDisk,
  onKubeadmNode,
  result(),
  result(threeAndOne),
  result({ ...target(), discovered: false, notes: ['no list'], ca: [authority()], truncated: ['ca'] }),
  result(
    target(
      report({
        labels: { env: 'live' },
        serving: chain,
        trust: untrusted('X'),
        names: [nameVerdict(), uncoveredName({ name: 'b', shown: chain }), nameVerdict({ covered: undefined })],
        http: {
          gitVersion: 'v1.20.2',
          health: [{ check: 'etcd', healthy: false }],
          startedAt: now - 1.5,
          clockSkew: 0.25,
        },
        phases: Object.fromEntries(phasesInOrder.map((phase, at) => [phase, at / 1000])),
      }),
      report({
        trust: trusted({ spare: [certificate()] }),
        names: [nameVerdict({ verdict: undefined })],
        loopback: { state: 'not_asked', because: 'dynamiclistener' },
        http: httpEvidence(),
      }),
      report({
        loopback: { state: 'not_served', because: 'serving_certificate' },
        trust: { state: 'unknown', refusal: notFor('a') },
      }),
      report({
        loopback: { state: 'not_served', because: 'tls_alert' },
        namesNotHere: [
          { name: 'a', role: 'client', because: 'closed', shown: undefined },
          { name: 'b', role: 'instance', because: 'other_server', shown: chain },
        ],
      }),
      report({ loopback: { state: 'failed' }, failures: [{ probe: 'http', reason: 'overloaded', status: 429 }] }),
      down({ address: 'api.example.com:6443', failures: [{ probe: 'resolve', reason: 'dns' }] }),
    ),
  ),
];

void t.test('the output matches the schema', (t) => {
  for (const checked of everything) {
    validate(parsedJson(checked));
    t.same(validate.errors, null);
  }
  t.end();
});

void t.test('the output that was matched has procedures, of one stage and of several', (t) => {
  const procedures = everything.flatMap(({ findings }) => findings.flatMap(({ remedy }) => remedy.procedures));
  t.ok(procedures.some((each) => isProcedure(each) && each.stage === undefined));
  t.ok(procedures.some((each) => isProcedure(each) && each.stage !== undefined));
  t.end();
});

void t.test('the schema refuses unknown keys', (t) => {
  const checked = result(threeAndOne);
  const text = JSON.stringify(parsedJson(checked));
  for (const [from, to] of [
    ['"up":true', '"up":1'],
    ['"version":1', '"version":2'],
    ['"exitCode":2', '"exitCode":4'],
    ['"up":true', '"up":true,"extra":1'],
    ['"touches":', '"touched":'],
    ['2027-08-13T12:00:00Z', '2027-08-13'],
  ] as const) {
    t.ok(text.includes(from), from);
    t.notOk(validate(JSON.parse(text.replace(from, to))), to);
  }
  t.end();
});

void t.test('the schema knows every name of the tables', (t) => {
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], schema);
  const failure = ['$defs', 'endpoint', 'properties', 'failures', 'items', 'properties'];
  const sorted = (values: unknown): unknown => [...(values as string[])].sort();
  const same = (found: unknown, expected: readonly string[]) => t.same(sorted(found), sorted(expected));
  same(
    at('$defs', 'finding', 'properties', 'id', 'enum'),
    kinds.map(({ id }) => id),
  );
  same(at('$defs', 'finding', 'properties', 'severity', 'enum'), severities);
  same(at('$defs', 'finding', 'properties', 'about', 'enum'), [...new Set(kinds.map(({ about }) => about))]);
  same(at('$defs', 'file', 'properties', 'reason', 'enum'), Object.keys(fileReasons));
  same(at('$defs', 'distribution', 'enum'), distributions);
  same(at('$defs', 'name', 'properties', 'reason', 'enum'), Object.keys(refusalReasons));
  same(at('$defs', 'endpoint', 'properties', 'namesNotHere', 'items', 'properties', 'because', 'enum'), notHereReasons);
  same(at(...failure, 'reason', 'enum'), reasonNames);
  same(at(...failure, 'probe', 'enum'), probesInOrder);
  same(Object.keys(at('$defs', 'endpoint', 'properties', 'phases', 'properties') as object), phasesInOrder);
  t.end();
});
