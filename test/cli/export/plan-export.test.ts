import t from 'tap';
import { type FoundAt, planExport } from '../../../src/cli/export/plan-export.js';

const file = (hash: string): FoundAt => ({ kind: 'file', hash });

const situation = {
  wanted: new Map([
    ['absent', 'new'],
    ['same', 'new'],
    ['ours', 'new'],
    ['edited', 'new'],
    ['theirs', 'new'],
    ['folder', 'new'],
  ]),
  written: new Map([
    ['same', 'old'],
    ['ours', 'old'],
    ['edited', 'old'],
    ['gone', 'old'],
    ['spare', 'old'],
    ['spare and edited', 'old'],
    ['spare and a link', 'old'],
  ]),
  found: new Map([
    ['same', file('new')],
    ['ours', file('old')],
    ['edited', file('edited')],
    ['theirs', file('theirs')],
    ['folder', { kind: 'other' }],
    ['spare', file('old')],
    ['spare and edited', file('edited')],
    ['spare and a link', { kind: 'other' }],
  ] satisfies readonly (readonly [string, FoundAt])[]),
  force: false,
} as const;

const expected = {
  write: ['absent', 'ours'],
  same: ['same'],
  foreign: ['edited', 'theirs'],
  blocked: ['folder'],
  remove: ['spare'],
  left: ['spare and edited', 'spare and a link'],
};

void t.test('a file is overwritten or removed only if it is as an export wrote it', (t) => {
  t.same(planExport(situation), expected);
  t.end();
});

void t.test('--force overwrites files, and nothing else', (t) => {
  t.same(planExport({ ...situation, force: true }), {
    ...expected,
    write: ['absent', 'ours', 'edited', 'theirs'],
    foreign: [],
  });
  t.end();
});
