import { type Logger, pino } from 'pino';
import { unprintable } from '../text/printable.js';
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
    { write: (line: string) => write(`${escaped(format === 'json' ? line.trimEnd() : logfmt(line))}\n`) },
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

/** JSON's escapes also keep line breaks and most control characters out of a log line. */
function quoted(text: string): string {
  return /^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text);
}

/** What JSON leaves as it is and does not print: 8-bit terminal sequences, bidirectional overrides. It stands within quotes, always. */
function escaped(line: string): string {
  return line.replace(unprintable, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
