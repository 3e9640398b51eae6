import t from 'tap';
import { type InspectRow, inspectExitCode, judgeNames } from '../../src/cli/inspect-row.js';
import { inspectCertificate } from './inspect-certificate.js';

const certificate = inspectCertificate({ dnsNames: ['*.example.com'], ipAddresses: ['10.0.0.1'] });
const row = (source: string, ...names: readonly string[]): InspectRow => ({
  source,
  position: 1,
  certificate,
  names: judgeNames(certificate, names),
});
const error: InspectRow = { source: 'x', position: 1, error: { reason: 'no_certificate', message: 'none' } };

void t.test('names are judged as they are written', (t) => {
  t.same(judgeNames(certificate, ['API.example.com.', '::ffff:10.0.0.1', 'example.com']), [
    { name: 'API.example.com.', covered: true },
    { name: '::ffff:10.0.0.1', covered: true },
    { name: 'example.com', covered: false },
  ]);
  t.end();
});

void t.test('the exit code', (t) => {
  const [good, bad] = ['a.example.com', 'b.org'];
  t.equal(inspectExitCode([]), 0);
  t.equal(inspectExitCode([row('a')]), 0);
  t.equal(inspectExitCode([row('a', good)]), 0);
  t.equal(inspectExitCode([row('a', good, bad)]), 2);
  t.equal(inspectExitCode([row('a', good), error]), 1);
  t.equal(inspectExitCode([row('a', bad), error]), 2, '2 wins');
  t.equal(inspectExitCode([row('a', good), row('b', good)]), 0);
  const issuer: InspectRow = { ...row('a', good), position: 2, names: [{ name: good, covered: false }] };
  t.equal(inspectExitCode([row('a', good), issuer]), 0, 'one certificate of a file is enough');
  t.equal(inspectExitCode([issuer, row('a', good)]), 0, 'in any order');
  t.equal(inspectExitCode([{ ...issuer, source: 'b' }, row('a', good)]), 2, 'but each file counts');
  t.end();
});
