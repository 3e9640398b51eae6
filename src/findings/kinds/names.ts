import type { NameRole } from '../../discovery/target.js';
import { expectedSans } from '../remedies/expected-sans.js';
import { reissueCertificate } from '../remedies/reissue-certificate.js';
import type { Severity } from '../severity/severity.js';
import { type FindingKind, inEachEndpoint } from './finding-kind.js';

export const clientNameNotCovered = {
  id: 'client-name-not-covered',
  runbook: 'ApiserverNameNotCovered',
  about: 'names',
  title: 'The serving certificate does not cover names that clients use: these clients refuse the connection',
  detect: uncovered('client', 'critical'),
  remedy: (report) => reissueCertificate(expectedSans(report)),
} as const satisfies FindingKind;

export const instanceNameNotCovered = {
  id: 'instance-name-not-covered',
  runbook: 'ApiserverNameNotCovered',
  about: 'names',
  title:
    "The serving certificate does not cover the instance's own address: clients that connect to it directly refuse the connection",
  detect: uncovered('instance', 'warning'),
  remedy: (report) => reissueCertificate(expectedSans(report)),
} as const satisfies FindingKind;

function uncovered(role: NameRole, severity: Severity): FindingKind['detect'] {
  return inEachEndpoint((report) => {
    const names = report.names.filter((name) => name.role === role && !name.covered).map(({ name }) => name);
    return names.length === 0 ? undefined : { severity, names, text: `no SAN covers ${names.join(', ')}` };
  });
}
