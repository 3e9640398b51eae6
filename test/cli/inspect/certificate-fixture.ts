import type { Certificate } from '../../../src/x509/certificate.js';
import { certificate } from '../../fixtures/report.js';

/** A certificate without SANs, valid from 2026-01-01 to 2027-01-01. */
export function inspectCertificate(given: Partial<Certificate> = {}): Certificate {
  return certificate({
    serialNumber: '0A0B',
    notBefore: Date.parse('2026-01-01T00:00:00Z') / 1000,
    notAfter: Date.parse('2027-01-01T00:00:00Z') / 1000,
    dnsNames: [],
    ipAddresses: [],
    ...given,
  });
}
