import { type Logger, pino } from 'pino';
import { limitedText } from '../bounds/limited-list.js';
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
    {
      write: (line: string) =>
        write(`${jsonEscaped(format === 'json' ? limited(line).trimEnd() : logfmt(limited(line)))}\n`),
    },
  );
}

/** In characters. A line of an ordinary record has some hundred. */
const [longestLine, longestField] = [16_384, 2_048];

/** Cuts the fields of a long record. Strangers choose what some of them quote. */
function limited(line: string): string {
  if (line.length <= longestLine) return line;
  const fields = Object.entries(JSON.parse(line) as Record<string, unknown>);
  return JSON.stringify(Object.fromEntries(fields.map(([key, value]) => [key, limitedField(value)])));
}

function limitedField(value: unknown): unknown {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= longestField ? value : limitedText(text, longestField);
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
