import { changeKinds } from '../src/cli/check/since/change.js';
import { severities } from '../src/findings/severity/severity.js';
import { list, object, oneOf, orNull, ref, type Schema, text } from './json-schema.js';

const kinds = Object.entries(changeKinds).map(([kind, meaning]) => `\`${kind}\`: ${meaning}`);

const change = object({
  change: oneOf(Object.keys(changeKinds), kinds.join(' ')),
  'target?': text('Absent: it is about files, which do not belong to a target.'),
  addresses: list(text(), 'Where it is. Empty, and no files: it is about the whole target.'),
  files: list(text()),
  'finding?': {
    description: 'Only if it is about a finding.',
    ...object({
      id: text('It may be one that an earlier release had.'),
      severity: orNull(oneOf(severities), 'null: the finding is not there now.'),
      was: orNull(oneOf(severities), 'null: the finding was not there.'),
      subjects: list(text(), 'Which names, certificates of files, SANs. Empty: nothing tells it from others.'),
    }),
  },
  text: text('All of it in one line of bounded length, as for a chat.'),
});

/** With --since: what changed. */
export const since: Schema = {
  description: 'With --since: what changed since the earlier check.',
  ...object({
    observedAt: orNull(ref('time'), 'Of the earlier check; null: this is the first one.'),
    changes: list(change, 'Findings first. Empty: nothing changed.'),
  }),
};
