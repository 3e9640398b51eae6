import { type Logger, pino } from 'pino';
import type { LogFormat, LogLevel } from './log-options.js';

export type { Logger } from 'pino';

/** A structured logger that writes one line for each record: `ts=… level=info msg="…" key=value`, or the same as JSON. */
export function createLogger(level: LogLevel, format: LogFormat, write: (line: string) => void): Logger {
  return pino(
    {
      level,
      base: null,
      messageKey: 'msg',
      timestamp: () => `,"ts":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(format === 'json' ? line : `${logfmt(line)}\n`) },
  );
}

/** One JSON record of pino as logfmt, time first, as Prometheus users read it. */
function logfmt(line: string): string {
  const { ts, level, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return Object.entries({ ts, level, msg, ...rest })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${quoted(typeof value === 'string' ? value : JSON.stringify(value))}`)
    .join(' ');
}

/** JSON's escapes also keep control characters, line breaks and terminal sequences out of a log line. */
function quoted(text: string): string {
  return /^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text);
}
