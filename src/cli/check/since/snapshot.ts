import * as v from 'valibot';
import { severities } from '../../../findings/severity/severity.js';

/**
 * The part of the JSON of `check` that two checks are compared by. Other keys are ignored, since the file may be of a later release. Keys that
 * were added after the first release are optional.
 */
const text = v.string();
const texts = v.array(text);

/** ISO 8601, to Unix seconds. */
const time = v.pipe(
  text,
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'expected a time such as 2026-11-25T09:58:13Z'),
  v.transform((iso) => Date.parse(iso) / 1000),
  v.finite('expected a time such as 2026-11-25T09:58:13Z'),
);

/** A server says when it started, and may say anything. */
const startTime = v.fallback(v.nullable(time), null);

const certificate = v.object({
  subject: text,
  fingerprintSha256: text,
  notAfter: time,
  dnsNames: texts,
  ipAddresses: texts,
});

const started = { startedAt: startTime, fingerprintSha256: text, notAfter: time };

const endpoint = v.object({
  address: text,
  up: v.boolean(),
  serving: v.nullable(certificate),
  trust: v.object({ state: text }),
  loopback: v.object({ state: text }),
  servers: v.object({ serving: v.array(certificate), processes: v.array(v.object(started)) }),
  names: v.array(v.object({ name: text, covered: v.nullable(v.boolean()) })),
  http: v.nullable(
    v.object({ gitVersion: v.nullable(text), startedAt: startTime, clockSkewSeconds: v.nullable(v.number()) }),
  ),
  failures: v.array(v.object({ probe: text, reason: text })),
});

/** null: the Kubernetes API was not asked. `note`: what is unknown. */
const apiServers = v.nullable(v.object({ probed: v.number(), total: v.nullable(v.number()), note: v.nullable(text) }));

const target = v.object({
  name: text,
  discovered: v.boolean(),
  apiServers: v.optional(apiServers, null),
  ca: v.array(certificate),
  endpoints: v.array(endpoint),
});

const file = v.object({
  path: text,
  state: text,
  certificates: v.array(v.object({ label: text, ...certificate.entries })),
});

const places = { addresses: texts, files: v.optional(texts, []) };

const finding = v.object({
  id: text,
  severity: v.picklist(severities, 'expected a severity'),
  about: text,
  target: v.optional(text),
  ...places,
  title: text,
  details: v.array(v.object({ ...places, subjects: v.optional(texts, []), text })),
});

/** Reads a value that JSON gave. */
export const snapshotSchema = v.object({
  observedAt: time,
  targets: v.array(target),
  files: v.array(file),
  findings: v.array(finding),
});

/** Reads the value that is printed as JSON. Throws if it is not that of a check. */
export function snapshotOf(value: unknown): Snapshot {
  return v.parse(snapshotSchema, value);
}

/** One check, as its JSON has it. */
export type Snapshot = v.InferOutput<typeof snapshotSchema>;
export type SnapshotTarget = Snapshot['targets'][number];
export type SnapshotEndpoint = SnapshotTarget['endpoints'][number];
export type SnapshotFile = Snapshot['files'][number];
export type SnapshotFinding = Snapshot['findings'][number];
export type SnapshotCertificate = v.InferOutput<typeof certificate>;
export type SnapshotProcess = SnapshotEndpoint['servers']['processes'][number];
