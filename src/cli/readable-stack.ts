import { SourceMap, type SourceMapPayload } from 'node:module';
import { ownSourceMap } from '../own-files/read-own.js';

/**
 * Returns a stack trace with the files and lines of the sources in place of those of the bundle, such as `src/cli/io.ts:12:5`. Lines without a
 * source map stay as they are. Source maps are read only here, so a process without an error pays nothing for them.
 */
export function readableStack(stack: string, sourceMap: (script: string) => string | undefined = ownSourceMap): string {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (script: string): SourceMap | undefined => {
    if (!maps.has(script)) maps.set(script, parsed(sourceMap(script)));
    return maps.get(script);
  };
  return stack
    .split('\n')
    .map((line) => readableLine(line, mapOf))
    .join('\n');
}

/** Makes the stack trace of an error readable that is about to end the process, whoever prints or logs it. */
export function showReadableStacks(process: Pick<NodeJS.EventEmitter, 'on'>): void {
  process.on('uncaughtExceptionMonitor', (error: unknown) => {
    if (!(error instanceof Error) || error.stack === undefined) return;
    try {
      error.stack = readableStack(error.stack);
    } catch {
      // The stack trace of the bundle is better than a second error.
    }
  });
}

function parsed(text: string | undefined): SourceMap | undefined {
  return text === undefined ? undefined : new SourceMap(JSON.parse(text) as SourceMapPayload);
}

/** `    at name (SCRIPT:LINE:COLUMN)` or `    at SCRIPT:LINE:COLUMN`, which count from 1. */
function readableLine(line: string, mapOf: (script: string) => SourceMap | undefined): string {
  const place = /:(\d{1,9}):(\d{1,9})(?=\)?$)/.exec(line);
  if (place === null || !line.startsWith('    at ')) return line;
  const start = Math.max(line.lastIndexOf('('), line.lastIndexOf(' ')) + 1;
  const [at, row, column] = [place.index, Number(place[1]), Number(place[2])];
  const entry = mapOf(line.slice(start, at))?.findEntry(row - 1, column - 1);
  if (entry === undefined || !('originalSource' in entry)) return line;
  const source = entry.originalSource.replace(/^(?:\.\.\/)+/, '');
  const original = `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  return `${line.slice(0, start)}${original}${line.slice(at + place[0].length)}`;
}
