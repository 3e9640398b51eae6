import t from 'tap';
import type { KnownCa } from '../../src/discovery/ca-source.js';
import { createCaLog } from '../../src/scrape/ca-log.js';

void t.test('a line for each change', (t) => {
  const lines: unknown[] = [];
  const write = (level: string) => (fields: object, message: string) => void lines.push([level, fields, message]);
  const log = createCaLog({ info: write('info'), warn: write('warn') });
  const [one, two] = [[Uint8Array.of(1)], [Uint8Array.of(1), Uint8Array.of(2)]];
  const known = (certificates: readonly Uint8Array[], problem?: string): KnownCa => ({
    certificates,
    source: { kind: 'file', path: '/ca.crt', problem },
  });
  log(known(one, 'no such file'), known(one));
  log(known(two), known(one, 'no such file'));
  t.same(lines, [
    [
      'warn',
      { path: '/ca.crt', problem: 'no such file' },
      'CA file cannot be used: the CA that was read before still counts',
    ],
    ['info', { path: '/ca.crt', certificates: 2, before: 1 }, 'CA file has changed'],
    ['info', { path: '/ca.crt' }, 'CA file can be used again'],
  ]);
  t.end();
});
