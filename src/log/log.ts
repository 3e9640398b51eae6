import { type Logger, pino } from 'pino';
import { jsonEscaped } from '../text/printable.js';
import type { LogFormat, LogLevel } from './log-options.js';

export type { Logger } from 'pino';

/**
 * Creates a structured logger that writes one line for each record: `ts=… level=info msg="…" key=value`, or the same as JSON. What does not
 * print and JSON leaves as it is (8-bit terminal sequences, bidirectional overrides) is escaped. It is always inside quotes.
 */
export function createLogger(level: LogLevel, format: LogFormat, write: (line: string) => void): Logger {
  return pino(
    {
      level,
      base: null,
      messageKey: 'msg',
      timestamp: () => `,"ts":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(`${jsonEscaped(format === 'json' ? line.trimEnd() : logfmt(line))}\n`) },
  );
}

/** Turns a JSON record of pino into logfmt. The time comes first, as Prometheus users expect it. */
function logfmt(line: string): string {
  const { ts, level, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return Object.entries({ ts, level, msg, ...rest })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${quoted(typeof value === 'string' ? value : JSON.stringify(value))}`)
    .join(' ');
}

/** Quotes a value where needed. JSON's escapes also keep line breaks and most control characters out of a log line. */
function quoted(text: string): string {
  return /^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text);
}
