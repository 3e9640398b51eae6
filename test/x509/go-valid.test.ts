import t from 'tap';
import { criticalFault, dateFault, placeFault } from '../../src/x509/go-valid.js';
import { goCertificate } from './go-fixture.js';

void t.test('critical extensions that Go does not handle', (t) => {
  t.equal(criticalFault(goCertificate()), undefined);
  t.same(criticalFault(goCertificate({ unhandledCritical: true })), {
    accepted: false,
    reason: 'unsupported',
    message: 'x509: unhandled critical extension',
  });
  t.end();
});

void t.test('dates, both of them inclusive', (t) => {
  const certificate = goCertificate({ notBefore: 1000, notAfter: 2000, offsets: { notBefore: 0, notAfter: 3600 } });
  for (const now of [1000, 1500, 2000]) t.equal(dateFault(certificate, now), undefined);
  const outside = 'x509: certificate has expired or is not yet valid: current time';
  t.same(dateFault(certificate, 999), {
    accepted: false,
    reason: 'not_yet_valid',
    message: `${outside} 1970-01-01T00:16:39Z is before 1970-01-01T00:16:40Z`,
  });
  t.same(dateFault(certificate, 2001), {
    accepted: false,
    reason: 'expired',
    message: `${outside} 1970-01-01T00:33:21Z is after 1970-01-01T01:33:20+01:00`,
  });
  t.match(dateFault(certificate, 2000.5), { reason: 'expired' });
  t.match(dateFault(certificate, 999.5), { reason: 'not_yet_valid' });
  t.match(dateFault({ ...certificate, notBefore: 3000 }, 2500), { reason: 'not_yet_valid' }, 'never valid');
  t.end();
});

void t.test('where an issuer may stand', (t) => {
  const fault = (isCa: boolean | undefined, maxPathLength: number | undefined, below: number) => {
    const certificate = goCertificate({ basicConstraints: isCa === undefined ? undefined : { isCa, maxPathLength } });
    return {
      root: placeFault(certificate, { position: 'root', below })?.message,
      intermediate: placeFault(certificate, { position: 'intermediate', below })?.message,
    };
  };
  const [root, intermediate] = [undefined, undefined];
  t.same(fault(true, undefined, 50), { root, intermediate });
  t.same(fault(true, 0, 0), { root, intermediate });
  t.same(fault(true, 2, 2), { root, intermediate });
  const long = 'x509: too many intermediates for path length constraint';
  t.same(fault(true, 0, 1), { root: long, intermediate: long });
  t.same(fault(true, 2, 3), { root: long, intermediate: long });
  const noCa = 'x509: certificate is not authorized to sign other certificates';
  t.same(fault(undefined, undefined, 0), { root, intermediate: noCa });
  t.same(fault(false, undefined, 0), { root, intermediate: noCa });
  t.same(fault(false, 0, 1), { root: long, intermediate: noCa });
  t.end();
});

void t.test('the reasons of refused issuers', (t) => {
  const certificate = goCertificate({ basicConstraints: { isCa: true, maxPathLength: 0 } });
  t.match(placeFault(certificate, { position: 'root', below: 1 }), { accepted: false, reason: 'path' });
  t.match(placeFault(goCertificate(), { position: 'intermediate', below: 0 }), { reason: 'unknown_authority' });
  t.end();
});
