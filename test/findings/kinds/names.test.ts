import t from 'tap';
import { clientNameNotCovered, instanceNameNotCovered } from '../../../src/findings/kinds/names.js';
import { certificate, nameVerdict, notFor, now, report, target, uncoveredName } from '../../fixtures/report.js';

const one = report({
  names: [
    nameVerdict({ name: '10.225.4.51', role: 'instance' }),
    uncoveredName({ name: 'api.example.com' }),
    uncoveredName({ name: '10.220.70.56' }),
    nameVerdict({ name: 'kubernetes' }),
  ],
});
const two = report({
  address: '10.225.4.52:6443',
  names: [uncoveredName({ name: '10.225.4.52', role: 'instance' }), nameVerdict({ name: 'kubernetes' })],
});

void t.test('a name of clients is critical', (t) => {
  const names = ['api.example.com', '10.220.70.56'];
  t.same(clientNameNotCovered.detect(target(one, two), now), [
    {
      severity: 'critical',
      names,
      text: 'no SAN covers api.example.com, 10.220.70.56',
      words: names.map((name) => notFor(name).message),
      addresses: [one.address],
    },
  ]);
  t.end();
});

void t.test("an instance's own address is a warning", (t) => {
  const names = ['10.225.4.52'];
  t.same(instanceNameNotCovered.detect(target(one, two), now), [
    {
      severity: 'warning',
      names,
      text: 'no SAN covers 10.225.4.52',
      words: ['x509: certificate is valid for 10.96.0.1, 10.225.4.51, not 10.225.4.52'],
      addresses: [two.address],
    },
  ]);
  t.end();
});

void t.test('both kinds have the same remedy, which fixes everything', (t) => {
  const remedy = clientNameNotCovered.remedy(target(one, two));
  t.same(instanceNameNotCovered.remedy(target(one, two)), remedy);
  const lines = remedy.procedures[0]?.lines.join('\n');
  for (const name of ['api.example.com', '10.220.70.56', '10.225.4.52']) t.match(lines, name);
  t.end();
});

const textFor = (
  name: string,
  change: Parameters<typeof certificate>[0],
  shown?: Parameters<typeof certificate>[0],
) => {
  const names = [uncoveredName({ name, shown: shown && [certificate(shown)] })];
  return clientNameNotCovered.detect(target(report({ names, serving: [certificate(change)] })), now)[0]?.text;
};

void t.test('a name that is there where no client looks for it', (t) => {
  const ip = '10.220.70.56';
  t.equal(
    textFor(ip, { dnsNames: ['kubernetes', ip] }),
    `no SAN covers ${ip}; ${ip} is there as a DNS name, which counts for no IP: it has to be an IP address among the SANs`,
  );
  t.equal(
    textFor('api.example.com', { subjectCommonName: 'API.example.com' }),
    'no SAN covers api.example.com; api.example.com is only in the CN, which clients ignore',
  );
  t.equal(textFor('api.example.com', { subjectCommonName: undefined }), 'no SAN covers api.example.com');
  t.end();
});

void t.test('a name that is shown another certificate', (t) => {
  const front = { subject: 'CN=front', fingerprintSha256: 'fe'.repeat(32) };
  t.equal(
    textFor('api.example.com', {}, front),
    `no SAN covers api.example.com; api.example.com is shown CN=front, serial 0A, SHA-256 ${'fe'.repeat(8)}…`,
  );
  const other = uncoveredName({ name: 'front', shown: [certificate(front)] });
  t.match(
    clientNameNotCovered.remedy(target(report({ names: [other] }))).procedures[0]?.lines[0],
    '-servername front ',
  );
  const both = clientNameNotCovered.remedy(target(report({ names: [other, uncoveredName({ name: 'a' })] })));
  t.ok(both.procedures[0]?.lines.includes("names='a' ips=''   # what is to be added"));
  t.notOk(both.procedures[0]?.lines.some((line) => line.includes('front')));
  t.match(both.advice.at(-1), /namedCertificates/);
  t.end();
});

void t.test('very many names are counted, and so are the words', (t) => {
  const names = Array.from({ length: 60 }, (_, at) => uncoveredName({ name: `n${at}` }));
  const [found] = clientNameNotCovered.detect(target(report({ names })), now);
  t.match(found?.text, /, n49 and 10 more$/);
  t.equal(found?.words?.length, 8);
  t.equal(found?.names?.length, 60);
  t.end();
});

void t.test('a certificate that has expired may lack the name as well', (t) => {
  const names = [uncoveredName({ verdict: { accepted: false, reason: 'expired', message: 'x509: expired' } })];
  t.same(clientNameNotCovered.detect(target(report({ names })), now), [
    {
      severity: 'critical',
      names: ['api.example.com'],
      text: 'no SAN covers api.example.com',
      addresses: [one.address],
    },
  ]);
  t.end();
});
