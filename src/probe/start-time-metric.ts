import type { BodyReader } from './http-connection.js';

/** Without timestamp and labels, as client_golang writes it. */
const sampleLine = /(?:^|\n)process_start_time_seconds ([0-9.eE+]+)\r?\n/;

/** Longer than any line that could matter, so that one which is split between chunks is still found. */
const keep = 256;

/** A large cluster's /metrics has tens of megabytes. */
const maxMetricsBytes = 64 * 1024 * 1024;

/**
 * `process_start_time_seconds` in unix seconds from Prometheus' text format, read as a stream. It reads on to the end, so that the
 * connection stays of use, but for a body beyond `maxBytes`; undefined: there is no such sample, or the status is not 200.
 */
export function readStartTime(maxBytes = maxMetricsBytes): BodyReader<number | undefined> {
  return async (status, body) => {
    let tail = '';
    let found: number | undefined;
    let total = 0;
    for await (const chunk of body) {
      total += chunk.length;
      if (total > maxBytes) break;
      if (status !== 200 || found !== undefined) continue;
      const text = tail + chunk.toString('latin1');
      const [, value] = sampleLine.exec(text) ?? [];
      if (value !== undefined && Number.isFinite(Number(value))) found = Number(value);
      tail = text.slice(-keep);
    }
    return found;
  };
}
