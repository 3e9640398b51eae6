import { LRUCache } from 'lru-cache';
import { jsonBounds, parseBoundedJson } from '../bounds/bounded-json.js';
import type { BodyReader } from '../net/http-answer.js';
import { latestTime } from '../x509/validity.js';

/**
 * `gitVersion` of the answer to /version, such as `v1.34.2+k3s1`; undefined: the answer is something else. A build without git has
 * `v0.0.0-master+$Format:%H$` (k8s.io/component-base/version).
 */
export function parseGitVersion(text: string): string | undefined {
  const parsed = parseBoundedJson(Buffer.from(text), { ...jsonBounds, maxValues: maxVersionValues });
  if (!parsed.ok || typeof parsed.value !== 'object') return undefined;
  const { gitVersion } = (parsed.value ?? {}) as { readonly gitVersion?: unknown };
  return typeof gitVersion === 'string' && /^v\d[\w.+~:$%-]{0,63}$/.test(gitVersion) ? gitVersion : undefined;
}

/** It has thirteen fields (k8s.io/apimachinery/pkg/version). */
const maxVersionValues = 200;

/** One line of `/livez?verbose`. */
export interface HealthCheck {
  readonly check: string;
  readonly healthy: boolean;
}

/** kube-apiserver has about forty checks. */
const maxChecks = 200;

const line = /^\[([+-])\]([A-Za-z0-9][\w./-]{0,127}) /gm;

/** What an API server answered over HTTP. */
export interface HttpEvidence {
  /** From /version. */
  readonly gitVersion: string | undefined;
  /** From /livez?verbose; empty where the server does not let us see them. */
  readonly health: readonly HealthCheck[];
  /** `process_start_time_seconds`, unix seconds with fractions; undefined where the server does not let us see it. */
  readonly startedAt: number | undefined;
  /** How many seconds the server's clock is ahead of ours; at most a second wrong. Undefined: not known that well. */
  readonly clockSkew: number | undefined;
}

export interface HealthChecks {
  readonly checks: readonly HealthCheck[];
  /** Whether there were more checks than are shown. */
  readonly cut: boolean;
}

/** Healthy servers of one version give the same text at each scrape, which has about two thousand characters. */
const knownChecks = new LRUCache<string, HealthChecks>({ max: 64 });
const longestKnown = 16 * 1024;

/**
 * Parses the checks of `/livez?verbose`: `[+]ping ok`, `[-]etcd failed: reason withheld` (k8s.io/apiserver/pkg/server/healthz). Each check
 * appears once.
 */
export function parseHealthChecks(text: string): HealthChecks {
  const health = knownChecks.get(text) ?? checksIn(text);
  if (text.length <= longestKnown) knownChecks.set(text, health);
  return health;
}

function checksIn(text: string): HealthChecks {
  const checks = new Map<string, boolean>();
  for (const [, sign, check = ''] of text.matchAll(line)) {
    if (checks.size === maxChecks && !checks.has(check)) return { checks: listOf(checks), cut: true };
    checks.set(check, sign === '+');
  }
  return { checks: listOf(checks), cut: false };
}

function listOf(checks: ReadonlyMap<string, boolean>): readonly HealthCheck[] {
  return [...checks].map(([check, healthy]) => ({ check, healthy }));
}

/** The sample without timestamp and labels, as client_golang writes it. */
const sampleLines = /\nprocess_start_time_seconds ([0-9.eE+]{1,40})\r?(?=\n)/g;

/**
 * What only kube-apiserver has, from its first scrape on: samples of the aggregator in /metrics, and its health check in /metrics/slis. A
 * gateway may answer /metrics by itself, and each Kubernetes component has samples that begin with `kubernetes_`, and some that begin with
 * `apiserver_`.
 */
const proofs = /\n(?:aggregator_\w+[{ ]|kubernetes_healthcheck\{name="autoregister-completion")/;

/** Longer than any line that could matter, up to where it matters. */
const maxLine = 256;

/** A large cluster's /metrics has tens of megabytes. */
const maxMetricsBytes = 64 * 1024 * 1024;

/**
 * Reads `process_start_time_seconds`, in unix seconds, from a stream in Prometheus' text format. Reads to the end of the body, so that the
 * connection can be used again, unless the body is larger than `maxBytes`. Undefined: there is no such sample, it is no time that a date
 * can show, nothing proves that a kube-apiserver has answered, or the status is not 200.
 */
export function readStartTime(maxBytes = maxMetricsBytes): BodyReader<number | undefined> {
  return async (status, body) => {
    // The incomplete last line, with the line end before it; empty when the line is too long to matter.
    let begun = '\n';
    let found: number | undefined;
    let isProven = false;
    let total = 0;
    for await (const chunk of body) {
      total += chunk.length;
      if (total > maxBytes) break;
      if (status !== 200 || (isProven && found !== undefined)) continue;
      const text = begun + chunk.toString('latin1');
      isProven ||= proofs.test(text);
      found ??= startIn(text);
      const line = text.slice(Math.max(0, text.lastIndexOf('\n')));
      begun = line.length > maxLine ? '' : line;
    }
    return isProven ? found : undefined;
  };
}

function startIn(text: string): number | undefined {
  return [...text.matchAll(sampleLines)].map(([, value]) => Number(value)).find((seconds) => seconds <= latestTime);
}
