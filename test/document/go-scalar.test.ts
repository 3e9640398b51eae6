import t from 'tap';
import { goScalar } from '../../src/document/go-scalar.js';

void t.test('words, numbers and text of YAML 1.1', (t) => {
  const table: readonly [value: unknown, ...texts: string[]][] = [
    [true, 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'true', 'TRUE'],
    [false, 'n', 'N', 'no', 'off', 'OFF', 'False'],
    [null, '', '~', 'null', 'Null', 'NULL'],
    [15, '15', '+15', '017', '0o17', '0xF', '0b1111', '1_5', '15.0', '1.5e1'],
    [-8, '-8', '-010', '-0x8'],
    [9, '09', '9.'],
    [0.5, '.5', '0.5', '+.5'],
  ];
  for (const [value, ...texts] of table) for (const text of texts) t.equal(goScalar(text, 0), value, text);
  for (const text of [
    'yES',
    'a',
    '<<',
    '=',
    '1.2.3.4',
    '10.0.0.1:6443',
    '2026-01-01',
    '0x',
    '1:30',
    '-',
    '.',
    '0b2',
    'nULL',
    '._5',
  ])
    t.equal(goScalar(text, 0), text);
  for (const text of ['.inf', '-.Inf', '+.INF', '.NaN'])
    t.throws(() => goScalar(text, 7), /expected text in quotes/, text);
  t.end();
});
