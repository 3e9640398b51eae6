import type { Finding } from '../../../src/findings/findings-of.js';

/** A finding about one endpoint, without advice. */
export function finding(change: Partial<Finding> = {}): Finding {
  return {
    id: 'loopback-certificate-ending',
    runbook: 'ApiserverLoopbackCertificateEnding',
    severity: 'critical',
    about: 'loopback',
    target: 'prod',
    addresses: ['10.225.4.51:6443'],
    names: [],
    title: 'The loopback certificate expires soon',
    details: [{ addresses: ['10.225.4.51:6443'], text: 'expires in 4d 22h' }],
    remedy: { advice: ['Restart it.'], beware: [], procedures: [] },
    distributions: [],
    ...change,
  };
}
