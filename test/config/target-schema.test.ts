import t from 'tap';
import * as v from 'valibot';
import { targetSchema } from '../../src/config/target-schema.js';
import { serverKindNames } from '../../src/servers/server-kind.js';
import { schemaKeys } from '../../scripts/schema-keys.js';
import { yamlProblems } from './yaml-problems.js';

const dns = (text: string) => ({ kind: 'dns', text });
const ip = (text: string) => ({ kind: 'ip', text });

void t.test('a target with every key', (t) => {
  const target = v.parse(targetSchema, {
    name: 'prod',
    addresses: ['10.225.4.51', 'https://api.example.com'],
    names: ['api.example.com', '[fd00::1]'],
    ca: { file: 'ca.crt' },
    serverName: 'kubernetes',
    labels: { env: 'prod' },
    timeout: '2s',
    loopback: false,
    http: false,
  });
  t.match(target, {
    name: 'prod',
    addresses: [
      { host: ip('10.225.4.51'), port: 6443 },
      { host: dns('api.example.com'), port: 443 },
    ],
    names: [dns('api.example.com'), ip('fd00::1')],
    ca: { file: 'ca.crt' },
    serverName: dns('kubernetes'),
    labels: { env: 'prod' },
    timeout: 2,
    loopback: false,
    http: false,
  });
  t.end();
});

const keys = schemaKeys(targetSchema)
  .map(({ path }) => path)
  .filter((path) => !path.includes('.'))
  .join(', ');
const addressForms = 'host, host:port, [IPv6]:port or https URL without path';
const hostForms = 'a DNS name or an IP address, without port';
const printable = 'text of 1 to 256 printable characters';
const duration = 'a duration from 10ms to 10m, such as 5s or 1m30s';
const caForms = 'a mapping with the keys file, pem';

/** Returns the problems of a target whose other keys are valid. Columns count from the key. */
async function problemsOf(key: string): Promise<readonly string[]> {
  const rest = ['name: a', 'addresses: [b]'].filter((line) => !key.startsWith(line.slice(0, line.indexOf(':') + 1)));
  const problems = await yamlProblems(`targets:\n  -\n    ${rest.map((line) => `${line}\n    `).join('')}${key}\n`);
  return problems.map((problem) =>
    problem.replace(/^\d+:(\d+): targets\[0\]\.?/, (_, column: string) => `${Number(column) - 4}: `),
  );
}

const listOf = (count: number) => Array.from({ length: count }, (_, at) => `b${at}`).join(', ');

void t.test('one invalid target for each rule', async (t) => {
  const table: readonly [key: string, ...problems: string[]][] = [
    ['name: a'],
    ['kind: metrics-server'],
    ['kind: apiserver', `7: kind: found "apiserver", expected ${serverKindNames.join(', ')}`],
    ['name: "é 😀 b"'],
    [`name: ${'a'.repeat(256)}`],
    ['name: ""', `7: name: found "", expected ${printable}`],
    [`name: ${'a'.repeat(257)}`, `7: name: found "${'a'.repeat(60)}…", expected ${printable}`],
    ['name: " a"', `7: name: found " a", expected ${printable}`],
    ['name: "a\\t"', `7: name: found "a\\t", expected ${printable}`],
    ['name: "a\\nb"', `7: name: found "a\\nb", expected ${printable}`],
    ['name: "a\\u202eb"', `7: name: found "a\\u{202e}b", expected ${printable}`],
    ['name: 5', `7: name: found the number 5, expected ${printable} (in quotes)`],
    ['name: true', `7: name: found the boolean true, expected ${printable} (in quotes)`],
    ['name:', `1: name: found nothing, expected ${printable}`],
    ['name: [a]', `7: name: found a list of 1, expected ${printable}`],

    ['addresses: [b, "[::1]:6443", 10.0.0.1:1, 10.0.0.1]'],
    ['addresses:', '1: addresses: found nothing, expected a list of at most 4096 addresses'],
    ['addresses: b', '12: addresses: found "b", expected a list of at most 4096 addresses'],
    ['addresses: []', '1: : found a mapping of 2 keys, expected addresses, kubeconfig, kubeconfigs or discovery'],
    [
      `addresses: [${'b,'.repeat(4097)}]`,
      '12: addresses: found a list of 4097, expected a list of at most 4096 addresses',
    ],
    ['addresses: [foo bar]', `13: addresses[0]: found "foo bar", expected ${addressForms}`],
    ['addresses: [b, 5]', `16: addresses[1]: found the number 5, expected ${addressForms}`],
    ['addresses: [b, ~]', `16: addresses[1]: found nothing, expected ${addressForms}`],
    ['addresses: [b, [c]]', `16: addresses[1]: found a list of 1, expected ${addressForms}`],
    ['addresses: [b, c, "B:6443"]', '19: addresses[2]: found "B:6443", expected each address once'],
    [
      'addresses: [b, ., https://b:6443/, ::1, "[0::1]:6443"]',
      `16: addresses[1]: found ".", expected ${addressForms}`,
      '19: addresses[2]: found "https://b:6443/", expected each address once',
      '41: addresses[4]: found "[0::1]:6443", expected each address once',
    ],
    ['addresses: ["https://u:p@b"]', `13: addresses[0]: found "https://…@b", expected ${addressForms}`],

    ['names: []'],
    ['names: [b, b, 10.0.0.1]'],
    ['names: b', '8: names: found "b", expected a list of at most 256 names'],
    ['names:', '1: names: found nothing, expected a list of at most 256 names'],
    [`names: [${'b,'.repeat(257)}]`, '8: names: found a list of 257, expected a list of at most 256 names'],
    [
      `addresses: [${listOf(1_000)}]\n    names: [${listOf(132)}]`,
      '8: names: found a list of 132, expected a list so short that there are at most 131,072 pairs of an address and a name',
    ],
    [`addresses: [${listOf(1_000)}]\n    names: [${listOf(131)}]`],
    ['names: [b:6443]', `9: names[0]: found "b:6443", expected ${hostForms}`],
    ['names: ["*.example.com"]', `9: names[0]: found "*.example.com", expected ${hostForms}`],
    ['names: [https://b]', `9: names[0]: found "https://b", expected ${hostForms}`],
    ['names: [010.0.0.1]', `9: names[0]: found "010.0.0.1", expected ${hostForms}`],
    ['names: [10.0]', `9: names[0]: found the number 10, expected ${hostForms}`],

    ['ca: foo', `5: ca: found "foo", expected ${caForms}`],
    ['ca:', `1: ca: found nothing, expected ${caForms}`],
    ['ca: {}', '5: ca: found an empty mapping, expected either file or pem'],
    ['ca: {file: a, pem: b}', '5: ca: found a mapping of 2 keys, expected either file or pem'],
    ['ca: {path: a}', '6: ca.path: unknown key, expected one of file, pem'],
    ['ca: {file: ""}', '12: ca.file: found "", expected the path of a file'],
    ['ca: {file: 5}', '12: ca.file: found the number 5, expected the path of a file'],
    ['ca: {pem: 12345}', '11: ca.pem: found a value of 5 characters, expected PEM certificates'],

    ['serverName: kubernetes'],
    ['serverName: 10.0.0.1'],
    ['serverName: ""', `13: serverName: found "", expected ${hostForms}`],
    ['serverName: a:1', `13: serverName: found "a:1", expected ${hostForms}`],

    ['servingFile: apiserver.crt'],
    ['servingFile: ""', '14: servingFile: found "", expected the path of a file'],
    [
      'servingFile: a.crt\n    discovery: kubernetes',
      '14: servingFile: found "a.crt", expected no servingFile together with discovery: make the instance on this host a separate target',
    ],

    ['timeout: 2s'],
    ['timeout: 0', `10: timeout: found the number 0, expected ${duration}`],
    ['timeout: "0"', `10: timeout: found "0", expected ${duration}`],
    ['loopback: off', '11: loopback: found "off", expected true or false'],

    ['adresses: [b]', '1: adresses: unknown key, did you mean addresses?'],
    ['password: hunter2', `1: password: unknown key, expected one of ${keys}`],
    ['kubeconfig: {file: a, context: b}'],
    ['kubeconfig: {}', '13: kubeconfig: the key "file" is missing'],
    ['kubeconfig: {file: ""}', '20: kubeconfig.file: found "", expected the path of a kubeconfig'],
    ['kubeconfig: {file: a, context: 5}', '32: kubeconfig.context: found the number 5, expected the name of a context'],
    ['discovery: kubernetes'],
    ['discovery: dns', '12: discovery: found "dns", expected kubernetes, cluster-api or aggregated'],
    ['nodes: yes', '8: nodes: found "yes", expected true or false'],
    ['nodes: true', '8: nodes: found the boolean true, expected false without discovery'],
    ['clusterDomain: Example.com.'],
    ['clusterDomain: ""', '16: clusterDomain: found "", expected a DNS name, such as cluster.local'],
    ['clusterDomain: 10.0.0.1', '16: clusterDomain: found "10.0.0.1", expected a DNS name, such as cluster.local'],
  ];
  for (const [key, ...problems] of table) t.same(await problemsOf(key), problems, key.slice(0, 60));
});

void t.test('required keys of a target, and unique names', async (t) => {
  t.same(await yamlProblems('targets:\n  - {}\n  - names: []\n'), [
    '2:5: targets[0]: the key "name" is missing',
    '3:5: targets[1]: the key "name" is missing',
  ]);
  t.same(await yamlProblems('targets:\n' + '  - {name: a, addresses: [b]}\n'.repeat(3)), [
    '3:12: targets[1].name: found "a", expected a name that no other target has',
    '4:12: targets[2].name: found "a", expected a name that no other target has',
  ]);
  t.same(
    await yamlProblems('targets:\n  - {name: a}\n  - 5\n  - {name: a, addresses: [b]}\n  - {name: 5}\n  - {name: 5}'),
    [
      '2:5: targets[0]: found a mapping of 1 key, expected addresses, kubeconfig, kubeconfigs or discovery',
      `3:5: targets[1]: found the number 5, expected a mapping with the keys ${keys}`,
      '4:12: targets[2].name: found "a", expected a name that no other target has',
      `5:12: targets[3].name: found the number 5, expected ${printable} (in quotes)`,
      `6:12: targets[4].name: found the number 5, expected ${printable} (in quotes)`,
    ],
  );
});
