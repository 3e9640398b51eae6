import type { ChainVerdict, VerdictRequest } from '../../src/x509/go-verdicts.js';
import { dns, subjectAltName, validity } from './der-builder.js';
import { createParty, issue, issueCa, now } from './go-fixture.js';

export const [ca, server] = [createParty('kubernetes'), createParty('kube-apiserver')];
export const name = 'kube-apiserver';
export const roots = [issueCa(ca)];
const extensions = [subjectAltName(dns(name))];
/** It begins and ends with 2026. */
export const leaf = issue(server, ca, { extensions, validity: validity('20260101000000Z', '20270101000000Z') });

/** Asks for the verdict on the leaf. */
export function request(more: Partial<VerdictRequest> = {}): VerdictRequest {
  return { served: [leaf], key: 'leaf', roots, now, ...more };
}

export function messageOf(verdict: ChainVerdict['trust']): string | undefined {
  return verdict?.accepted === false ? verdict.message : undefined;
}
