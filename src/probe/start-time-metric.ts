import type { BodyReader } from './http-connection.js';

/** Without timestamp and labels, as client_golang writes it. */
const sampleLines = /\nprocess_start_time_seconds ([0-9.eE+]{1,40})\r?(?=\n)/g;

/** Longer than any line that could matter. */
const maxLine = 256;

/** A large cluster's /metrics has tens of megabytes. */
const maxMetricsBytes = 64 * 1024 * 1024;

/**
 * `process_start_time_seconds` in unix seconds from Prometheus' text format, read as a stream. It reads on to the end, so that the
 * connection stays of use, but for a body beyond `maxBytes`; undefined: there is no such sample, or the status is not 200.
 */
export function readStartTime(maxBytes = maxMetricsBytes): BodyReader<number | undefined> {
  return async (status, body) => {
    // The line that is not whole yet, with the end of the one before it; empty when it is too long to matter.
    let begun = '\n';
    let found: number | undefined;
    let total = 0;
    for await (const chunk of body) {
      total += chunk.length;
      if (total > maxBytes) break;
      if (status !== 200 || found !== undefined) continue;
      const text = begun + chunk.toString('latin1');
      found = [...text.matchAll(sampleLines)].map(([, value]) => Number(value)).find(Number.isFinite);
      const line = text.slice(Math.max(0, text.lastIndexOf('\n')));
      begun = line.length > maxLine ? '' : line;
    }
    return found;
  };
}
