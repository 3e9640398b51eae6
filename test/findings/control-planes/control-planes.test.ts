import { spawnSync } from 'node:child_process';
import t from 'tap';
import { nothingToMend } from '../../fixtures/to-mend.js';
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

void t.test('bash can parse the commands, and those of the way back', (t) => {
  for (const [title, { lines, back }] of titled) {
    for (const script of [lines, back]) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script.join('\n'), encoding: 'utf8' });
      t.equal(status, 0, `${title}: ${stderr}`);
    }
  }
  t.end();
});
