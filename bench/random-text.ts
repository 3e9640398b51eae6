import type { MakeText } from '../test/fixtures/hostile-texts.js';
import { createMutator, type RandomNumbers } from './mutate.js';

/** Pieces on which readers of YAML, JSON, PEM and headers branch. */
const pieces = [
  ...[
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\u00a0',
    '\u202e',
    '😀',
    '\ufeff',
    'a',
    '1',
    '-',
    '- ',
    ': ',
    ':',
    '?',
    '#',
    '---\n',
    '...\n',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '\\',
    '|\n',
    '>\n',
    '&a ',
    '*a',
    '<<: ',
    '!!str ',
    '!',
    '%',
    '@',
    '`',
    '~',
    '=',
    ';',
    '.',
    '/',
  ],
  ...[
    'a: ',
    'name: ',
    'users:\n',
    'clusters:\n',
    'contexts:\n',
    'kind: Secret\n',
    'kind: Config\n',
    'data:\n',
    'null',
    'true',
  ],
  ...[
    '-----BEGIN ',
    '-----END ',
    'CERTIFICATE',
    'PRIVATE KEY',
    '-----',
    '-----\n',
    'MIIB',
    '==',
    'https://',
    '[::1]',
    '10.0.0.1',
  ],
  ...[
    '"items":[',
    '"metadata":{',
    '"name":',
    '"addresses":[',
    '"message":',
    'e9',
    '\\u0000',
    '1h',
    '1ms',
    '.5',
    'q=0.1',
    'Basic ',
  ],
];

const shortest = 12;

/** Makes a text of about this many bytes: of one of these shapes, of one group of pieces again and again, or of any pieces. */
export function randomText(shapes: readonly MakeText[], bytes: number, random: RandomNumbers): Uint8Array {
  const shape = shapes[random(shapes.length)];
  const some = (count: number): string => Array.from({ length: count }, () => pieces[random(pieces.length)]).join('');
  switch (random(4)) {
    case 0: {
      const group = some(1 + random(6));
      return Buffer.from(some(random(4)) + group.repeat(Math.ceil(bytes / group.length)) + some(random(4)));
    }
    case 1:
      return Buffer.from(some(Math.ceil(Math.min(bytes, 200_000) / 4)));
    case 2:
      return createMutator([Buffer.from(shape?.(Math.max(bytes, shortest)) ?? '', 'utf8')], random)();
    default:
      return Buffer.from(shape?.(Math.max(bytes, shortest)) ?? '', 'utf8');
  }
}
