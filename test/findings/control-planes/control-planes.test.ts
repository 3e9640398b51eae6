import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import t from 'tap';
import type { Procedure } from '../../../src/findings/procedures/procedure.js';
import { nothingToMend } from '../../fixtures/to-mend.js';
import { changedByPasting } from '../procedures/kubeadm/pasted.js';
import { allProcedures } from './all-procedures.js';

const titled = allProcedures.map(
  ([task, procedure]) => [`${task} on ${procedure.distributions.join(', ')}`, procedure] as const,
);

void t.test(
  'each procedure says what it changes, how long it takes, how one sees that it worked, and the way back',
  (t) => {
    nothingToMend(
      t,
      titled.flatMap(([title, { touches, takes, worked, back, lines, basis }]) =>
        [
          [touches, 'touches'],
          [takes, 'takes'],
          [worked, 'worked'],
        ]
          .flatMap(([text, field]) =>
            /^[A-Z][^]*[.:]$/.test(text ?? '') ? [] : [`${title}: make ${field} a sentence`],
          )
          .concat(lines.length > 0 && back.length > 0 && basis !== '' ? [] : [`${title}: lacks lines, back or basis`]),
      ),
    );
    t.end();
  },
);

/** A commit, a release, or an issue. */
const version = / at [0-9a-f]{7}\b|\bv?\d+\.\d+|#\d{3,}/;

function faultOf({ basis, distributions }: Procedure): string | undefined {
  const tests = basis.match(/test\/[\w/-]+\.test\.ts/g) ?? [];
  const missing = tests.find((test) => !existsSync(test));
  if (missing !== undefined) return `there is no ${missing}`;
  if (/(?:^|; )run /.test(basis) && tests.length === 0) return 'name the test that runs it';
  const sources = basis.split(/; (?=source: )/).filter((part) => !part.includes('.test.ts'));
  // The control plane of a provider has no version that its users know.
  const lacks = distributions.includes('managed service') ? undefined : sources.find((each) => !version.test(each));
  return lacks === undefined ? undefined : `name the version of: ${lacks}`;
}

void t.test('the basis is a test that exists, or a source with its version', (t) => {
  nothingToMend(
    t,
    titled.flatMap(([title, procedure]) => {
      const fault = faultOf(procedure);
      return fault === undefined ? [] : [`${title}: ${fault}`];
    }),
  );
  t.end();
});

void t.test('bash can parse the commands, and those of the way back', (t) => {
  for (const [title, { lines, back }] of titled) {
    for (const script of [lines, back]) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script.join('\n'), encoding: 'utf8' });
      t.equal(status, 0, `${title}: ${stderr}`);
      // The text of a here-document is parsed by another bash.
      for (const [, inner] of script.join('\n').matchAll(/<< 'END'\n([^]*?)\nEND(?:\n|$)/g)) {
        const parsed = spawnSync('bash', ['-n'], { input: inner, encoding: 'utf8' });
        t.equal(parsed.status, 0, `${title}: ${parsed.stderr}`);
      }
    }
  }
  t.end();
});

void t.test('several commands that belong together run in a bash of their own', (t) => {
  nothingToMend(
    t,
    titled.flatMap(([title, { lines, back }]) =>
      [lines, back].flatMap((script) =>
        script.some((line) => /^\($|^set -|^if |^for |^trap /.test(line)) && !script.includes('END')
          ? [`${title}: use ownBash`]
          : [],
      ),
    ),
  );
  t.end();
});

void t.test('an interactive bash changes no line of them', (t) => {
  nothingToMend(
    t,
    titled.flatMap(([title, procedure]) => changedByPasting(procedure).map((line) => `${title}: ${line}`)),
  );
  t.end();
});
