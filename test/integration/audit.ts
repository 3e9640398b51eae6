import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request that a kube-apiserver has answered, from its audit log (audit.k8s.io/v1, Event). */
export interface AuditEvent {
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username?: string };
  /** Absent for paths that are no resource, as /version. */
  readonly objectRef?: { readonly apiGroup?: string; readonly resource: string; readonly name?: string };
  readonly responseStatus: { readonly code: number };
  /** `authorization.k8s.io/decision`, and `k8s.io/deprecated` if a newer API replaces this one. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Returns the flags with which a kube-apiserver writes who asked for what to the file, before the last byte of each answer. */
export function auditFlags(folder: string, file: string): Readonly<Record<string, string>> {
  const policy = join(folder, 'audit-policy.json');
  const rules = [{ level: 'Metadata' }];
  const omitStages = ['RequestReceived'];
  writeFileSync(policy, JSON.stringify({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', omitStages, rules }));
  return { 'audit-policy-file': policy, 'audit-log-path': file };
}

export function readAuditLog(file: string): readonly AuditEvent[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as AuditEvent);
}
