import t from 'tap';
import { checkFindings } from '../../../src/cli/check/findings-text.js';
import { certificate, nameVerdict, report, target, trusted, uncoveredName, untrusted } from '../../fixtures/report.js';
import { result } from './result-fixture.js';

const printed = (...reports: Parameters<typeof report>): string =>
  checkFindings(result(target(report(...reports))).findings, { color: false, width: 60, targets: false });

void t.test('what kubectl prints is found again, in one line', (t) => {
  const words = 'x509: certificate is valid for 10.96.0.1, 10.225.4.51, not 10.220.70.56';
  t.match(printed({ names: [uncoveredName({ name: '10.220.70.56' })] }), `\n     ${words}\n`);
  t.end();
});

void t.test('a chain that is refused under every name is one finding, which lists the names', (t) => {
  const message = 'x509: certificate signed by unknown authority (\u001b[2J possibly because of something else)';
  const verdict = { accepted: false, reason: 'unknown_authority', message } as const;
  const names = Array.from({ length: 10 }, (_, at) => nameVerdict({ name: `n${at}`, verdict }));
  const trust = untrusted(message);
  const text = printed({ names, trust });
  t.match(
    text,
    '\n     x509: certificate signed by unknown authority (\\u{1b}[2J possibly because of something else)\n',
  );
  t.match(text, '\n   Names: n0, n1, n2, n3, n4, n5, n6, n7 and 2 more\n');
  t.equal(text.match(/^\d+\. /gm)?.length, 1);
  t.end();
});

void t.test('names are not listed again where the text has them', (t) => {
  const front = certificate({ subject: 'CN=front', notAfter: 0 });
  const verdict = { accepted: false, reason: 'expired', message: 'x509: certificate has expired' } as const;
  const text = printed({ names: [nameVerdict({ verdict, shown: [front] })], trust: trusted() });
  t.match(text, 'api.example.com: shown CN=front, serial\n');
  t.notMatch(text, 'Names:');
  t.end();
});
